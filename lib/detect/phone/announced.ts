import { late } from '../../late.ts'
import { isWord } from '../chars.ts'

/* What the word before digits says: that somebody can be called there, or that they number a thing. */

/** Characters before the digits that are looked at, and marks between the last word and the digits. */
const MAX_BEFORE = 40
const MAX_MARKS = 4
/** Words between what is announced and the digits: `mobile number is`. */
const MAX_FILLERS = 3

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

const FILLERS = words(`
  no nos nr nrs num number numbers nummer n numero n\u00famero num\u00e9ro id code is are was ist est es \u00e9
  \u00e8 le la il o el the on at me us only al
`)
const PRONOUNS = words('me us on at')
const NUMBER = words('number nummer numero n\u00famero num\u00e9ro no nr')

const TELEPHONES = words(`
  tel telefon telefonnummer telefonnr telefono tel\u00e9fono telefone telephone t\u00e9l t\u00e9l\u00e9phone phone
  phones ph fon fone telefoon telefoonnummer tlf tfno mobile mobil mobilnummer mobiltelefon mob movil m\u00f3vil
  handy handynummer cell cellphone cel celular cellulare portable fax telefax faxnummer landline hotline gsm
  whatsapp zap rufnummer festnetz msisdn puh puhelin \u0442\u0435\u043b \u0442\u0435\u043b\u0435\u0444\u043e\u043d
  \u043c\u043e\u0431 \u03c4\u03b7\u03bb \u0647\u0627\u062a\u0641 \u05d8\u05dc\u05e4\u05d5\u05df
  \u05e0\u05d9\u05d9\u05d3
`)
/** Of scripts without spaces: the end of what stands before. */
const UNSPACED: readonly string[] = [
  '\u7535\u8bdd', '\u624b\u673a', '\u5ea7\u673a', '\u96fb\u8a71', '\u96fb\u8a71\u756a\u53f7', '\u643a\u5e2f',
  '\uc804\ud654', '\ud734\ub300\ud3f0', '\u0e42\u0e17\u0e23',
]
/** They say less: the digits have to look like a number. */
const CALLS = words(`
  call ring dial text txt calling called reach reachable contact standard anrufen unter erreichbar appelez directe
  line ll\u00e1mame llame ligue chiamami bel soita
`)
/** Before `number`. */
const OWNERS = words('my her his our your their new main direct mobile')

/** What is numbered, and calls nobody. */
const THINGS = words(`
  order invoice ticket part parts sku item article artikel model serial batch lot build version release released
  upgrade port ports isbn issn ean gtin upc iban bic vat siren siret cnpj cpf abn acn ein hrb nip kvk ndc cas hs
  naics case file parcel track tracking container shipment sendung booking rechnung bestellung bestellnummer auftrag
  kundennummer aktenzeichen commande facture factuur pedido factura fattura ordine account ref reference r\u00e9f
  page pages pp path points readings row draw total summe coordinates company policy contract po rma claim crontab
  utr chassis vin zip postcode
`)

/** A container (ISO 6346), or letters and digits that are one word: what follows is the rest. */
const FRAGMENT = /(?:^|[^A-Z])[A-Z]{3}[UJZ] $|(?:[A-Za-z]\d|\d[A-Za-z])[A-Za-z\d]* $/
const WORD = late(() => new RegExp(String.raw`[\p{L}\p{M}]+`, 'gu'))

export type Announcement = 'telephone' | 'call' | 'thing' | null

/** Reads the words directly before `at`. */
export function announcementOf(text: string, at: number): Announcement {
  let end = at
  while (end > 0 && at - end <= MAX_MARKS && ' .:#(=>"\'-\u00b0\t'.includes(text[end - 1] ?? '')) end--
  const before = text.slice(Math.max(0, end - MAX_BEFORE), end)
  if (FRAGMENT.test(text.slice(Math.max(0, at - MAX_BEFORE), at))) return 'thing'
  const found = before.toLowerCase().match(WORD()) ?? []
  let last = found.length - 1
  if (last < 0 || !before.toLowerCase().endsWith(found[last] ?? '')) return null
  if (UNSPACED.some((word) => found[last]?.endsWith(word) === true)) return 'telephone'
  let isNumber = false
  let isMe = false
  for (let skipped = 0; skipped < MAX_FILLERS && last > 0 && FILLERS.has(found[last] ?? ''); skipped++, last--) {
    if (NUMBER.has(found[last] ?? '')) isNumber = true
    if (PRONOUNS.has(found[last] ?? '')) isMe = true
  }
  const word = found[last] ?? ''
  if (TELEPHONES.has(word) || (word === 'port' && text[end] === '.')) return 'telephone'
  if (THINGS.has(word)) return 'thing'
  if (CALLS.has(word)) return isMe || isNumber ? 'telephone' : 'call'
  if (isNumber && OWNERS.has(word)) return 'call'
  return isLetterOfACard(text, end) ? 'call' : null
}

/** `T: 020 7946 0034 M: 07700 900129`. */
function isLetterOfACard(text: string, end: number): boolean {
  const letter = text[end - 1] ?? ''
  if (text[end] !== '.' && text[end] !== ':') return false
  return (end < 2 || !isWord(text.charCodeAt(end - 2))) && (text[end] === ':' ? 'TMPF' : 'tmf').includes(letter)
}
