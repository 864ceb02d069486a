import type { Seeded } from '../../lib/demo/seeded.ts'
import type { Line } from './numbers.ts'

/** A number as somebody wrote it, and what that takes to be understood. */
export interface Spelling {
  readonly text: string
  /** The number cannot be told without its region. */
  readonly isNational: boolean
  /** Nothing but digits. */
  readonly isBare: boolean
}

type Style = (line: Line, random: Seeded) => string

const NO_BREAK = '\u00a0'
const NARROW = '\u202f'
const HYPHEN = '\u2011'
const ZERO_WIDTH = '\u200b'
const SEPARATORS = [
  ' ', ' ', ' ', '-', '-', '.', NO_BREAK, NARROW, '\u2009', HYPHEN, '\u2012', '\u2013', '/', '  ', '\u00b7',
] as const
/** Zeros of scripts in which people type numbers: Arabic, Persian, Devanagari, full width. */
const ZEROS = ['\u0660', '\u06f0', '\u0966', '\uff10'] as const

const international: Style = ({ number }) => number.formatInternational()
const e164: Style = ({ number }) => number.number
const national: Style = ({ number }) => number.formatNational()

/** With the country: nothing else is needed to tell the number. */
const INTERNATIONAL: readonly [Style, ...Style[]] = [
  e164, e164, e164, e164,
  international, international, international, international,
  (line, random) => international(line, random).replaceAll(' ', random.pick(SEPARATORS)),
  (line, random) => separated(international(line, random), random),
  withTrunk,
  (line, random) => `00${e164(line, random).slice(1)}`,
  (line, random) => `00 ${international(line, random).slice(1)}`,
  (line, random) => international(line, random).replace(/^\+(\d+) /, '(+$1) '),
  (line, random) => international(line, random).replace(/^(\+\d+) (\d+)/, '$1 ($2)'),
  (line, random) => international(line, random).replace(/^(\+\d+) (\d+)/, '$1 ($2)').replaceAll(' ', ''),
  (line, random) => `+ ${international(line, random).slice(1)}`,
  (line, random) => `\uff0b${international(line, random).slice(1)}`,
  (line, random) => inScript(international(line, random), random),
  (line, random) => inScript(e164(line, random), random),
  (line, random) => `\u202a${international(line, random)}\u202c`,
  (line, random) => e164(line, random).split('').join(random.below(2) === 0 ? ZERO_WIDTH : ''),
  (line) => `+${line.number.countryCallingCode}${line.number.nationalNumber.replace(/(\d{3})(?=\d)/g, '$1 ')}`,
  (line) => `+${line.number.countryCallingCode} ${line.number.nationalNumber}`,
  (line) => `+${line.number.countryCallingCode}-${line.number.nationalNumber.replace(/(\d{2})(?=\d)/g, '$1-')}`,
]

/** As it is dialled in its own country. */
const NATIONAL: readonly [Style, ...Style[]] = [
  national, national, national,
  (line, random) => national(line, random).replace(/[ -]+/g, random.pick(SEPARATORS)),
  (line, random) => national(line, random).replace(/^\(?(\d+)\)?[ -]/, '($1) '),
  (line, random) => national(line, random).replace(/^\(?(\d+)\)?[ -]/, '$1/'),
  (line, random) => national(line, random).replace(/^\(?(\d+)\)?[ -]/, '$1 - '),
  (line, random) => inPairs(national(line, random).replace(/\D/g, ''), random.pick(['.', ' ', '-'])),
  (line, random) => national(line, random).replace(/\D/g, '').replace(/(\d{3})(?=\d)/g, '$1 '),
  (line, random) => inScript(national(line, random), random),
]

const bare: Style = (line, random) => national(line, random).replace(/\D/g, '')

/** With its country, in one of many ways. */
export function spellInternational(line: Line, random: Seeded): Spelling {
  const text = random.pick(INTERNATIONAL)(line, random)
  return { text, isNational: false, isBare: isBare(text) }
}

/** Without it; one in five of nothing but digits. */
export function spellNational(line: Line, random: Seeded): Spelling {
  const style = random.below(5) === 0 ? bare : random.pick(NATIONAL)
  const text = style(line, random)
  return { text, isNational: true, isBare: isBare(text) }
}

function isBare(text: string): boolean {
  return !/\P{Nd}/u.test(text)
}

/** `+44 (0)20 ...`, where a zero is dialled in the country, and one of the other ways where not. */
function withTrunk(line: Line, random: Seeded): string {
  const hasTrunk = /^\(?0/.test(line.number.formatNational()) && !line.number.nationalNumber.startsWith('0')
  const text = international(line, random)
  return hasTrunk ? text.replace(' ', random.pick([' (0)', ' (0) ', '(0)'])) : text
}

/** Every gap with a sign of its own. */
function separated(text: string, random: Seeded): string {
  return text.replaceAll(' ', () => random.pick(SEPARATORS))
}

/** `01.23.45.67.89`, where there is an even number of digits. */
function inPairs(digits: string, separator: string): string {
  const isEven = digits.length % 2 === 0
  return isEven ? digits.replace(/(\d{2})(?=\d)/g, `$1${separator}`) : digits.replace(/(\d{3})(?=\d{3})/g, '$1 ')
}

function inScript(text: string, random: Seeded): string {
  const zero = random.pick(ZEROS).charCodeAt(0)
  return text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))
}

/** Behind a number: the way to a desk. `{}` stands for the digits. */
export const SUFFIXES = [
  ' ext. {}', ' ext {}', ' x{}', 'x{}', ' Ext: {}', ' extension {}', ' extn {}', ', ext. {}', ' (ext. {})',
  ' ext.{}', ' X {}', ' Durchwahl {}', ' DW {}', '-DW {}', ' Nebenstelle {}', ' poste {}', ' p. {}', ' int. {}',
  ' interno {}', ' ramal {}', ' anexo {}', ' extensi\u00f3n {}', ' toestel {}', ' tst. {}', ' anknytning {}',
  ' lokalnummer {}', ' alanumero {}', ' wew. {}', ' linka {}', ' mell\u00e9k {}', ' dahili {}',
  ' \u0434\u043e\u0431. {}', ' \u0434\u043e\u0431\u0430\u0432\u043e\u0447\u043d\u044b\u0439 {}', ' \u5185\u7dda{}',
  ' \u5206\u673a{}', ' \ub0b4\uc120 {}', ' #{}', '#{}', ',,{}', ';ext={}',
] as const

/** What stands before an extension in a sentence. `{}` stands for the digits. */
export const LABELS = [
  'ext. {}', 'ext {}', 'Ext: {}', 'extension {}', 'x{}', 'extn. {}', 'Durchwahl {}', 'DW {}', 'Nebenstelle {}',
  'poste {}', 'interno {}', 'ramal {}', 'anexo {}', 'toestel {}', 'wew. {}', 'dahili {}', '\u0434\u043e\u0431. {}',
  '\u5185\u7dda{}',
] as const
