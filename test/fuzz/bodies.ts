import { corpusTexts, makeText, spell } from '../walk/hint-texts.ts'

/**
 * Bodies for fuzzing walkers: small, but of all the shapes that a kernel may treat differently. Records repeat their
 * keys, so that keys are foretold; strings are as long as a vector, one less, one more, or hold what detectors look for;
 * some bodies are then broken.
 */

export type Random = (below: number) => number

/** A body that is valid JSON nearly always. */
export function makeBody(r: Random): string {
  const kind = r(8)
  if (kind === 0) return makeTexts(r)
  if (kind > 2) return value(r, 0)
  const shape = Array.from({ length: 1 + r(6) }, () => key(r))
  const records = Array.from({ length: 1 + r(8) }, () => record(r, r(9) === 0 ? [...shape, key(r)] : shape))
  return `[${records.join(pick(r, COMMAS))}]`
}

const corpus = corpusTexts()

/** A list of what the closer look is for, in values and keys. */
export function makeTexts(r: Random): string {
  const text = (): string => spell(makeText(r, corpus), r)
  return `[${Array.from({ length: 1 + r(4) }, () => `{"note":${text()},${text()}: ${text()}}`).join()}]`
}

/** The same body with a few bytes changed, taken out, doubled or put in; what comes out is broken, or means more. */
export function breakBody(r: Random, body: Buffer): Buffer {
  let broken = Buffer.from(body)
  for (let changes = 1 + r(3); changes > 0 && broken.length > 0; changes--) {
    const at = r(broken.length)
    const rest = broken.subarray(at)
    const way = r(6)
    if (way === 0) broken[at] = r(256)
    else if (way === 1) broken = Buffer.concat([broken.subarray(0, at), rest.subarray(1)])
    else if (way === 2) broken = Buffer.concat([broken.subarray(0, at), Buffer.from(pick(r, SIGNS)), rest])
    else if (way === 3) broken = broken.subarray(0, at)
    else if (way === 4) broken[at] = (broken[at] as number) ^ (1 << r(8))
    else broken = Buffer.concat([broken, rest])
  }
  return broken
}

const COMMAS = [',', ',', ',', ', ', ',\n  ', ' , ']
const COLONS = [':', ':', ':', ': ', ' : ', ':\t']
const SPACES = ['', '', '', '', '', ' ', '\n', '\r\n\t', '                 ', ' '.repeat(70)]
const SIGNS = [
  '"', '\\', '{', '}', '[', ']', ',', ':', ' ', '\n', '\u0000', '\u001f', '0', '-', '.', 'e', 't', '\u00e9', '\u20ac',
  '\u{1f600}', '\\u00', '\\', ',"', '":', '0'.repeat(20), 'x'.repeat(70),
]
const NUMBERS = [
  '0', '-0', '7', '42', '100', '-12', '1.5', '0.25', '-3.75', '1e5', '1E-7', '2.5e+10', '123456789', '1700000000000',
  '12345678901234567890', '0.123456789012345678', '1e400',
]
const LITERALS = ['true', 'false', 'null']
const PIECES = [
  '@', '+', ':', '%', '1', '23', '4567', ' ', '-', '\\n', '\\"', '\\\\', '\\/', '\\u0041', '\\ud83d\\ude00', '\u00e9',
  '\u20ac', '\u{1f600}', 'ext', 'tel:', 'ann@example.org', '+44 7700 900123', '2026-01-02T10:00:00Z', '{', '[', '/', '?a=b',
]

function value(r: Random, depth: number): string {
  const kind = r(depth > 5 ? 6 : 10)
  const space = pick(r, SPACES)
  if (kind < 3) return `${space}${text(r)}`
  if (kind === 3) return `${space}${pick(r, NUMBERS)}`
  if (kind === 4) return `${space}${pick(r, LITERALS)}`
  if (kind === 5) return `${space}${r(2) === 0 ? '[]' : '{}'}${pick(r, SPACES)}`
  if (kind < 8) {
    const items = Array.from({ length: r(5) }, () => value(r, depth + 1))
    return `${space}[${items.join(pick(r, COMMAS))}${pick(r, SPACES)}]`
  }
  return `${space}${record(r, Array.from({ length: r(5) }, () => key(r)), depth + 1)}`
}

function record(r: Random, keys: readonly string[], depth = 3): string {
  return `{${keys.map((name) => `${name}${pick(r, COLONS)}${value(r, depth)}`).join(pick(r, COMMAS))}${pick(r, SPACES)}}`
}

const NAMES = [
  'id', 'name', 'type', 'phone', 'email', 'from', 'extensionNumber', 'startTime', 'birthdays', 'a', '', 'password',
  'fifteen_letters', 'sixteen__letters', 'seventeen_letters', 'k'.repeat(30), 'k'.repeat(31), 'k'.repeat(32), 'k'.repeat(40),
  'ann@example.org', '+44 7700 900123', 'na\\u006de', 'e\\/f', '\u00e9t\u00e9',
]

function key(r: Random): string {
  return `"${r(12) === 0 ? inner(r) : pick(r, NAMES)}"`
}

function text(r: Random): string {
  return `"${inner(r)}"`
}

/** Content of a string; often of a length at which something changes. */
function inner(r: Random): string {
  const kind = r(8)
  if (kind < 3) return letters(r, r(12))
  if (kind === 3) return letters(r, 13 + r(8))
  if (kind === 4) return letters(r, 28 + r(90))
  return Array.from({ length: r(8) }, () => (r(3) === 0 ? letters(r, r(10)) : pick(r, PIECES))).join('')
}

function letters(r: Random, count: number): string {
  let text = ''
  for (let i = 0; i < count; i++) text += String.fromCharCode(97 + r(26))
  return text
}

function pick<T>(r: Random, list: readonly T[]): T {
  return list[r(list.length)] as T
}
