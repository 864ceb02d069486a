import { late } from '../late.ts'

/**
 * Folding: the plain spelling of a text that uses more than ASCII to write what ASCII could.
 *
 *     text      \uff0b\u0664\u0664 20\u200b7946 ...        full-width plus, Arabic digits, zero-width space
 *     folded    +44 207946 ...                 origin(i) -> where the unit stands in the text
 *
 * Format characters (Cf) disappear, decimal digits of every script become 0-9, compatibility forms of ASCII become
 * ASCII, dashes become `-`, spaces become a space. Letters of other scripts stay: they are legal in addresses.
 */
export interface Folded {
  readonly text: string
  /** First unit in the original text of the folded unit at `index`. */
  start(index: number): number
  /** One past the last unit in the original text of the folded unit before `index`. */
  end(index: number): number
}

const NOTHING = late(() =>
  new RegExp(String.raw`^[\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u20e3\u3164\ufe00-\ufe0f\uffa0]$`, 'u'))
const DIGIT = late(() => new RegExp(String.raw`^\p{Nd}$`, 'u'))
const DASH = late(() => new RegExp(String.raw`^[\p{Pd}\u2212]$`, 'u'))
const BLANK = late(() => new RegExp(String.raw`^\p{Zs}$`, 'u'))
/** Characters used between digits, or as the dot of a domain (UTS 46 maps U+3002). */
const DOTS = new Set([0xb7, 0x2022, 0x2219, 0x22c5, 0x3002, 0x30fb, 0xff61, 0xff65])

/** The folded text, or null if it is plain already: then nothing was allocated. */
export function fold(text: string): Folded | null {
  let plain = 0
  while (plain < text.length && text.charCodeAt(plain) < 0x80) plain++
  return plain === text.length ? null : foldFrom(text, plain)
}

function foldFrom(text: string, plain: number): Folded {
  const origins: number[] = []
  for (let index = 0; index < plain; index++) origins.push(index)
  let folded = text.slice(0, plain)
  for (let at = plain; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const size = code > 0xffff ? 2 : 1
    const written = code < 0x80 ? text[at] ?? '' : foldCharacter(code)
    for (let unit = 0; unit < written.length; unit++) origins.push(written.length === size ? at + unit : at)
    folded += written
    at += size
  }
  const size = text.length
  return {
    text: folded,
    start: (index) => origins[index] ?? size,
    end: (index) => {
      const last = origins[index - 1]
      if (last === undefined) return 0
      return last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1)
    },
  }
}

/** What stands for one character outside ASCII; at most as many units as it had. */
function foldCharacter(code: number): string {
  const character = String.fromCodePoint(code)
  if (DOTS.has(code)) return '.'
  if (code >= 0x4e00 && code <= 0x9fff) return character
  if (NOTHING().test(character)) return ''
  if (DIGIT().test(character)) return String(digitValue(code))
  if (DASH().test(character)) return '-'
  if (BLANK().test(character)) return ' '
  if (code >= 0xb2) {
    const compatible = character.normalize('NFKC')
    if (compatible.length === 1 && compatible.charCodeAt(0) < 0x80) return compatible
  }
  return character
}

/** Value of a decimal digit: scripts encode their ten digits in order, so runs of digits begin with a zero. */
function digitValue(code: number): number {
  let zero = code
  while (DIGIT().test(String.fromCodePoint(zero - 1))) zero--
  return (code - zero) % 10
}
