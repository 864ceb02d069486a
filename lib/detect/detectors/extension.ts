/*
 * Telephone extensions.
 * Not found: bare digits in prose, unless somebody dials them; weak labels (`local 12`) without a number or a telephone
 * key near; extensions that only another record confirms, or one under a list of the same record; a JSON number that
 * repeats one under a key that names nobody.
 */

import { LABELS } from '../../walk/extension-labels.ts'
import { HINT_EXTENSION } from '../../walk/leaf.ts'
import type { Detector, Judgement, KeyRule, Place, WholeValue } from '../detector.ts'
import { digitsEnd, isAsciiLetter, isBracketed, isDigit, isWord } from '../chars.ts'
import { phrases } from '../keyed.ts'
import { isOtherMeaning, isUnit } from '../phone/extension-around.ts'
import { findExtensions, MAX_DIGITS } from '../phone/find-extensions.ts'
import { integerDigits } from '../phone/phone.ts'
import { ALL, EMAILS, GROUPED, INTERNATIONALS, MOMENT, NUMERALS, OTHER, PHRASE } from '../shape.ts'

const EXTENSION = 'user.contact.phone_number.extension'
const PHONE = 'user.contact.phone_number'
const FAX = 'user.contact.fax_number'

/** Digits and marks of a value that is an extension, or a short list of them. */
const MAX_WHOLE_CHARS = 48

/** Lists of who answers a line; a number alone counts them. */
const LISTED: KeyRule = {
  category: EXTENSION, at: 'whole', under: ['extension'], words: ['members', 'agents'],
}

/** Telephone extensions: under their keys, behind a number, and where the text says so. */
export const extension: Detector = {
  id: 'extension',
  categories: [EXTENSION, PHONE, FAX],
  keys: [
    {
      category: EXTENSION,
      types: 'any',
      words: phrases(`
        extension, ext, extn, exten, extension number, extension no, extension num, ext number, ext num, ext no,
        exten number, pbx extension, short extension, agent extension, station, station number, esn, dn, dn num,
        dn number, pay exten, payexten, internal number, phone extension, phone ext, short number,
        extension dialed, extension dial, vdn,
        nebenstelle, durchwahl, anexo, ramal, ramais, poste telephonique, extension digits, interno,
        numero interno, extension telefonica, extension interna, poste interne, dirn, number alias, nebenstellennummer,
        nebenstellen nummer, durchwahlnummer, durchwahl nummer, hausapparat, numero poste, numero de poste,
        interno telefonico, ramal destino, ramal origem, numero ramal, numero de ramal, numero do ramal, toestel,
        toestelnummer, toestel nummer, doorkiesnummer, anknytning, anknytningsnummer, voicemail box, vm box, dir number,
        directory number, numer wewnetrzny, tel wewnetrzny, telefon wewnetrzny, ring list, grplist,
        \u5206\u673a, \u5206\u673a\u53f7, \u5167\u7dda, \u5185\u7dda, \u5185\u7dda\u756a\u53f7,
        ${'\ub0b4\uc120\ubc88\ud638'.normalize('NFD')}
      `),
    },
    {
      category: EXTENSION, types: 'any', at: 'whole', members: true,
      words: phrases('extension, ramal, ramais, nebenstelle, nebenstellen'),
    },
    { category: EXTENSION, types: 'any', at: 'whole', under: [EXTENSION], words: [
      'number', 'num', 'value', 'digits', 'dial', 'numero', 'nummer', 'main', 'work', 'home', 'office', 'primary',
      'secondary', 'other', 'personal', 'business', 'private', 'mobile', 'pattern',
    ] },
    { category: EXTENSION, at: 'whole', under: ['line', 'call'], words: ['mailbox', 'voicemail box', 'internal'] },
    LISTED,
    { category: EXTENSION, types: 'any', at: 'whole', under: ['extension'], words: ['line', 'pattern'] },
    { category: EXTENSION, types: 'any', at: 'whole', said: true, words: [
      'number', 'num', 'value', 'digits', 'dial',
    ] },
  ],
  judge: judgeExtension,
  judgesAlike: (rule) => rule === LISTED ? OTHER : ALL & ~(GROUPED | PHRASE),
  hints: HINT_EXTENSION,
  gate: { digits: 2 },
  find: findExtensions,
  findsAlike: EMAILS | INTERNATIONALS | GROUPED | NUMERALS | MOMENT,
}

function judgeExtension({ text, isNumber, rule }: WholeValue, place: Place): Judgement | null {
  if (rule === LISTED && !/^\s*\d{2,8}\s*[,;]/.test(text)) return null
  if (isNumber) return judgeLength(integerDigits(text).length, place)
  const trimmed = text.trim()
  if (trimmed.length > MAX_WHOLE_CHARS || isBracketed(trimmed)) return null
  let at = 0
  while (at < trimmed.length && '*#xX- '.includes(trimmed[at] ?? '')) at++
  if (!isDigit(trimmed.charCodeAt(at))) at = afterLabel(trimmed)
  const end = digitsEnd(trimmed, at)
  if (DATE.test(trimmed)) return null
  if (end === at || isWord(trimmed.charCodeAt(end)) || isOtherMeaning(trimmed, end) || isUnit(trimmed, end)) {
    return trimmed.startsWith('+') ? { category: PHONE, confidence: 0.8 } : null
  }
  return judgeLength(end - at, place)
}

const DATE = /^\d{4}-\d\d-\d\d/

function judgeLength(length: number, place: Place): Judgement | null {
  if (length === 0) return null
  if (length > MAX_DIGITS) return { category: PHONE, confidence: 0.8 }
  return { confidence: length === 1 ? 0.6 : place.saysExtension ? 0.95 : 0.9 }
}

/** Where the digits behind a leading label begin: `ext. 101`. */
function afterLabel(text: string): number {
  let at = 0
  while (isAsciiLetter(text.charCodeAt(at))) at++
  if (!LABELS.has(text.slice(0, at).toLowerCase())) return -1
  while (at < text.length && '. :#'.includes(text[at] ?? '')) at++
  return at
}
