import { late } from '../late.ts'

const MAX_CHARS = 64

/** Two to five words with capitals, as names of people are written: `Ann de Vries`, `Smith, Ann B.` */
const FORM = late(() => new RegExp(
  String.raw`^(?:\p{Lu}[\p{L}'\u2019.-]*,?|\p{Lo}+|d[aeiou]s?|van|von|der|den|del|della|bin|al|el|la|le|y|e)`
  + String.raw`(?: (?:\p{Lu}[\p{L}'\u2019.-]*,?|\p{Lo}+|d[aeiou]s?|van|von|der|den|del|della|bin|al|el|la|le|y|e)){1,4}$`, 'u'))
/** The same in letters that are read faster. */
const FORM_ASCII = /^[A-Z][A-Za-z'.-]*,?(?: [A-Z][A-Za-z'.-]*,?){1,4}$/
const CAPITAL_ASCII = /[A-Z][a-z]/
const CAPITAL = late(() => new RegExp(String.raw`\p{Lu}\p{Ll}`, 'u'))

/** Words of what has a name and is nobody. */
export const NOBODY_WORDS: ReadonlySet<string> = new Set(`
  account accounts admin administrator agent alert all any api app application assistant auto automatic automation
  bank basic board bot branch browser bug building business call calls campaign cell center centre channel chat chrome
  city client cloud code company conference console contact corp custom customer data default department dept desk
  desktop device devices digital direct directory east edge email emergency enterprise error event express external
  fax file firefox first floor free front gateway general gmbh group groups guest hall help home house hunt inbound
  inc internal internet invoice island item job kit lab level library limited line lobby location ltd machine mail
  mailbox main management manager market marketing meeting menu message mobile model monthly mug name new no none
  north not note number office open operator order organisation organization os other outbound pack page party payment
  phase phone plan platform policy post premium printer private pro product profile profiles project public queue
  queues reception region release report request research room route sales second section secure security server
  servers service services set settings shop site south speakers special staff standard state station status store
  street studio sub subscription suite support system systems tag tax team teams technical template terminal test
  ticket tier time tool tools training trunk type unit university unknown upgrade user users version virtual voice
  voicemail warehouse web website week west widget windows wireless work workflow workspace yearly yes zone
`.trim().split(/\s+/))

/**
 * True if the text is written as the full name of a person. Half of a guess: titles, places and products can be written
 * so, too; it is asked only where a key makes a person likely.
 */
export function isFullName(text: string): boolean {
  if (text.length > MAX_CHARS || !text.includes(' ')) return false
  const trimmed = text.trim()
  const isPlain = FORM_ASCII.test(trimmed) && CAPITAL_ASCII.test(trimmed)
  if (!isPlain && (!FORM().test(trimmed) || !CAPITAL().test(trimmed))) return false
  return trimmed.toLowerCase().split(/[ ,.]+/).every((word) => !NOBODY_WORDS.has(word))
}

/**
 * True if the text may be what somebody is called, where only the key says so: a full name, perhaps in small letters or
 * with a note in brackets, or one word of letters.
 */
export function isCalled(text: string): boolean {
  const plain = text.replace(NOTE, '').replace(AROUND, '')
  if (!plain.includes(' ')) return ONE_WORD().test(plain)
  return isFullName(plain) || (SMALL.test(plain) && plain.split(' ').every((word) => !NOBODY_WORDS.has(word)))
}

/** True of what is called after somebody: a device after its owner, a conversation after who takes part in it. */
export function isNamedAfterSomebody(text: string): boolean {
  const owner = OWNED().exec(text)?.[1]
  if (owner !== undefined) return !NOBODY_WORDS.has(owner.toLowerCase())
  const partners = CONVERSATION.exec(text.trim())?.[1]
  return partners !== undefined && partners.split(/ (?:to|and|&) /).every(isFullName)
}

/** `Call with Ann Smith`. */
const CONVERSATION = new RegExp('^(?:(?:video |phone )?call|meeting|interview|chat|lunch|coffee|sync|1:1|1-1|voicemail)'
  + ' (?:from|with|between) (.{1,160})$', 'i')

/** `Nadia's Surface`. */
const OWNED = late(() => new RegExp(
  String.raw`^(\p{Lu}\p{L}+)['\u2019]s? (?:(?:Personal|New|Old|Work) )?(?:i?Phone|iPad|iMac|Mac|MacBook|Surface|Laptop|PC`
  + String.raw`|Computer|Galaxy|Pixel|Watch|Tablet|Desktop|PMR|Zoom|Meeting|Room|Calendar|Webex)(?:$|[^\p{L}])`, 'u'))

const NOTE = / *\([^()]*\)$/
const AROUND = /^[\s(["']+|[\s)\]"']+$/g
const ONE_WORD = late(() => new RegExp(String.raw`^[\p{L}\p{M}][\p{L}\p{M}'\u2019.-]*$`, 'u'))
const SMALL = /^[a-z][a-z'.-]+(?: [a-z][a-z'.-]+){1,2}$/

/** True of the name of a thing, by its last word: `AWS Prod-5 account`, `Conf Room 100`. */
export function isNameOfAThing(text: string): boolean {
  if (text.length > MAX_CHARS) return false
  const trimmed = text.trim().toLowerCase().replace(/ \d+$/, '')
  const last = trimmed.slice(trimmed.lastIndexOf(' ') + 1)
  return last.length < trimmed.length && THINGS.has(last)
}

/** Of NOBODY_WORDS those that are no surnames. */
const THINGS: ReadonlySet<string> = new Set(`
  account accounts admin administrator announcement app application assistant bot campaign center centre channel city
  company
  console department desktop device devices enterprise gateway group groups inc internet invoice library limited ltd
  gmbh mailbox management marketing meeting menu name number office order organization organisation phone platform
  policy
  printer pmr product profile profiles project question questions queue queues reception region report request room
  section server servers service
  services settings shop site speakers staff station subscription suite system systems team teams template terminal
  tool tools training unit university users version voicemail warehouse website workflow workspace
`.trim().split(/\s+/))

/** True of several words that belong to things: `Support Line`, `Front Desk 2`. Some single ones are surnames. */
export function isNobody(text: string): boolean {
  if (text.length > MAX_CHARS) return false
  const words = text.trim().toLowerCase().split(/[ ,.'-]+/)
  return words.length > 1 && NOBODY_WORDS.has(words[0] ?? '')
    && words.every((word) => NOBODY_WORDS.has(word) || /^\d+$/.test(word))
}
