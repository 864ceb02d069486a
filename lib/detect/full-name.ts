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
  account admin administrator agent alert all any api app application assistant auto automatic automation bank basic
  board bot branch browser bug building business call calls campaign cell center centre channel chat chrome city client
  cloud code company conference console contact corp custom customer data default department dept desk desktop device
  digital direct directory east edge email emergency enterprise error event express external fax file firefox first floor
  free front general gmbh group guest hall help home house hunt inbound inc internal internet invoice island item job
  kit lab level mug library limited line lobby location ltd machine mail main management manager market marketing meeting
  menu message mobile model monthly new no none north not note number office open operator order os other outbound pack
  page party payment phase phone plan platform policy post premium private pro product project public queue reception
  region release report request research room route sales second section secure security server service services set
  shop site south special staff standard state station status store street studio sub subscription suite support system
  tag tax team technical template terminal test ticket tier time tool tools training trunk type unit unknown upgrade user
  version virtual voice voicemail warehouse web week west widget windows wireless work yearly yes zone
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

/** True of several words that belong to things: `Support Line`, `Front Desk 2`. Some single ones are surnames. */
export function isNobody(text: string): boolean {
  if (text.length > MAX_CHARS) return false
  const words = text.trim().toLowerCase().split(/[ ,.'-]+/)
  return words.length > 1 && NOBODY_WORDS.has(words[0] ?? '')
    && words.every((word) => NOBODY_WORDS.has(word) || /^\d+$/.test(word))
}
