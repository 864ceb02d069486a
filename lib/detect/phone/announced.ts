import { SPACE } from '../../bytes/codes.ts'
import { late } from '../../late.ts'
import { TRUNKS } from '../../walk/extension-labels.ts'
import { CALLS, FILLERS, TELEPHONES } from '../../walk/telephone-words.ts'
import { digitsEnd, isAsciiLetter, isDigit, isWord } from '../chars.ts'

/* What the word before digits says: that somebody can be called there, or that they number a thing. */

/** Characters before the digits that are looked at, and marks between the last word and the digits. */
const MAX_BEFORE = 40
const MAX_MARKS = 4
/** Words between what is announced and the digits: `mobile number is`. */
const MAX_FILLERS = 3

/** What a word says. */
const FILLER = 1
const TELEPHONE = 2
const CALL = 4
/** It is numbered, and calls nobody. */
const THING = 8
/** Whose number it is. */
const OWNER = 16
const NUMBER = 32
const PRONOUN = 64

const words = (list: string): readonly string[] => list.trim().split(/\s+/)

const WORDS: readonly (readonly [says: number, words: Iterable<string>])[] = [
  [FILLER, FILLERS],
  [TELEPHONE, TELEPHONES],
  [CALL, CALLS],
  [THING, words(`
    order invoice ticket part parts sku item article artikel model serial batch lot build version release released
    upgrade port ports isbn issn ean gtin upc iban bic vat siren siret cnpj cpf abn acn ein hrb nip kvk ndc cas hs
    naics case file parcel track tracking container shipment sendung booking rechnung bestellung bestellnummer auftrag
    kundennummer aktenzeichen commande facture factuur pedido factura fattura ordine account ref reference r\u00e9f
    page pages pp path points readings row draw total summe coordinates company policy contract po rma claim crontab
    utr chassis vin zip postcode
  `)],
  [OWNER, words('my her his our your their new main direct mobile')],
  [NUMBER, words('number nummer numero n\u00famero num\u00e9ro no nr')],
  [PRONOUN, words('me us on at to')],
]
const SAYS = new Map<string, number>()
for (const [says, list] of WORDS) for (const word of list) SAYS.set(word, (SAYS.get(word) ?? 0) | says)

/** Of scripts without spaces: the end of what stands before. */
const UNSPACED: readonly string[] = [
  '\u7535\u8bdd', '\u624b\u673a', '\u5ea7\u673a', '\u96fb\u8a71', '\u96fb\u8a71\u756a\u53f7', '\u643a\u5e2f',
  '\uc804\ud654', '\ud734\ub300\ud3f0', '\u0e42\u0e17\u0e23',
]
/** `path`: in a path that leads to numbers, or to what has an id. */
export type Announcement = 'telephone' | 'call' | 'path' | 'thing' | null

/** Reads the words directly before `at`. */
export function announcementOf(text: string, at: number): Announcement {
  let end = at
  while (end > 0 && at - end <= MAX_MARKS && MARKS.includes(text[end - 1] ?? '')) end--
  if (end === 0) return null
  if (isFragment(text, at)) return 'thing'
  if (text[at - 1] === '<') return text[digitsEnd(text, at)] === '>' ? 'telephone' : null
  if (text[at - 1] === '/') return PATH.test(text.slice(Math.max(0, at - MAX_BEFORE), at)) ? 'path' : null
  const lowest = Math.max(0, end - MAX_BEFORE)
  let start = wordStart(text, lowest, end)
  if (start === end) return null
  if (text.charCodeAt(end - 1) >= 0x80 && UNSPACED.some((tail) => text.endsWith(tail, end))) return 'telephone'
  let word = text.slice(start, end).toLowerCase()
  let says = SAYS.get(word) ?? 0
  let skipped = 0
  for (let count = 0; count < MAX_FILLERS && (says & FILLER) !== 0; count++) {
    let last = start
    while (last > lowest && !isLetter(text.charCodeAt(last - 1))) last--
    if (last === lowest) break
    skipped |= says
    start = wordStart(text, lowest, last)
    word = text.slice(start, last).toLowerCase()
    says = SAYS.get(word) ?? 0
  }
  if ((says & TELEPHONE) !== 0 || (word === 'port' && text[end] === '.')) return 'telephone'
  if ((says & THING) !== 0) return 'thing'
  if ((says & CALL) !== 0) return (skipped & (PRONOUN | NUMBER)) !== 0 ? 'telephone' : 'call'
  if ((says & OWNER) !== 0 && (skipped & NUMBER) !== 0) return 'call'
  return isLetterOfACard(text, end) ? 'call' : null
}

/** What a path, or the name of a channel, says of its last part. */
const PATH = new RegExp('(?:(?:^|/)(?:tel|phones?|phone-?numbers?|msisdn)|wa\\.me'
  + `|(?:^|[^A-Za-z])(?:${TRUNKS.join('|')})/[\\w-]+)/$`, 'i')

const MARKS = ' .:#(=>"\'-\u00b0\t'

function wordStart(text: string, lowest: number, end: number): number {
  let start = end
  while (start > lowest && isLetter(text.charCodeAt(start - 1))) start--
  return start
}

const LETTER = late(() => new RegExp(String.raw`[\p{L}\p{M}]`, 'u'))

function isLetter(unit: number): boolean {
  return unit < 0x80 ? isAsciiLetter(unit) : LETTER().test(String.fromCharCode(unit))
}

/** A container (ISO 6346), or letters and digits that are one word: what follows behind a space is the rest. */
function isFragment(text: string, at: number): boolean {
  if (text.charCodeAt(at - 1) !== SPACE) return false
  let digits = 0
  let letters = 0
  let start = at - 1
  for (; start > 0 && at - start < MAX_BEFORE; start--) {
    const unit = text.charCodeAt(start - 1)
    if (isAsciiLetter(unit)) letters++
    else if (isDigit(unit)) digits++
    else break
  }
  return letters > 0 && (digits > 0 || (letters === CONTAINER_LETTERS && CONTAINER.test(text.slice(start, at - 1))))
}

const CONTAINER = /^[A-Z]{3}[UJZ]$/
const CONTAINER_LETTERS = 4

/** `T: 020 7946 0034 M: 07700 900129`. */
function isLetterOfACard(text: string, end: number): boolean {
  const letter = text[end - 1] ?? ''
  if (text[end] !== '.' && text[end] !== ':') return false
  return (end < 2 || !isWord(text.charCodeAt(end - 2))) && (text[end] === ':' ? 'TMPF' : 'tmf').includes(letter)
}
