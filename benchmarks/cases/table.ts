import type { Recipe } from '../fixtures/body.ts'
import { Leaf, spelled, type Tree } from '../fixtures/leaf.ts'
import { email, letters, name, person, phone, pick, type Random } from '../fixtures/people.ts'
import { call, callRecord, contact, prose } from '../fixtures/records.ts'
import { COMPACT, PRETTY, write, type Style } from '../fixtures/write.ts'
import type { Case } from './case.ts'
import { FIELDS, manyRules } from './many-rules.ts'

const CHUNK_BYTES = 65_536
/** An app of the public: nothing is declared, so everything private must go. */
const PUBLIC = { app: 'status-page', tenant: 't-0042' }
/** An app that sees parts: pseudonyms of extensions, countries of numbers, domains of addresses, names at work. */
const PARTNER = { context: { app: 'partner-crm', tenant: 't-0042' }, declared: ['name'] }
const DEPTH = 200

const sparse = (r: Random): Tree => (r(50) === 0 ? { ...call(r), ...contact(r) } : call(r))
const prosaic = (r: Random): Tree => ({ id: letters(r, 12), text: prose(r, 6) })
const dense = (r: Random): Tree => ({ id: letters(r, 12), ...contact(r), updated: `2026-03-${10 + r(20)}`, open: r(9) })

export const CASES: readonly Case[] = [
  { title: 'call records, nothing private', ...records('clean', call) },
  { title: 'call records, 2 % with contact data', ...records('sparse', sparse) },
  { title: 'contacts, all private', ...records('dense', dense) },
  { title: '`dense`, for an app that declared parts', ...records('pseudonyms', dense), ...PARTNER },
  { title: 'call records with parties and legs', ...records('calls', callRecord) },
  { title: '`sparse`, indented', ...records('pretty', sparse, PRETTY) },
  { title: '`sparse` in chunks of 64 bytes', ...records('tiny-chunks', sparse), chunkBytes: 64 },
  { title: 'one array of scalars', ...list('array', scalar) },
  { title: 'one string of prose', ...oneString('string') },
  { title: 'records with a text full of numbers', ...records('text', prosaic) },
  { title: `${DEPTH} levels of objects and arrays`, ...records('deep', nest) },
  { title: 'escapes and other alphabets', ...records('escapes', accented, { indent: 0, string: escaped }) },
  { title: `${FIELDS} rules that name places`, ...records('rules', fields), rules: manyRules() },
]

type Shape = Omit<Case, 'title'>

function shape(name: string, recipe: Recipe): Shape {
  return { name, recipe, seed: 20_260_601, chunkBytes: CHUNK_BYTES, context: PUBLIC, declared: [], rules: {} }
}

/** An object with an array of records. */
function records(name: string, make: (r: Random) => Tree, style: Style = COMPACT): Shape {
  const isPretty = style.indent > 0
  return shape(name, {
    head: isPretty ? '{\n  "records": [\n    ' : '{"records":[',
    separator: isPretty ? ',\n    ' : ',',
    tail: isPretty ? '\n  ]\n}' : ']}',
    piece: (r, index, note) => write(make(r), style, note, `/records/${index}`, 2),
  })
}

function list(name: string, make: (r: Random) => Tree): Shape {
  const piece: Recipe['piece'] = (r, index, note) => write(make(r), COMPACT, note, `/${index}`)
  return shape(name, { head: '[', separator: ',', tail: ']', piece })
}

function oneString(name: string): Shape {
  return shape(name, {
    head: '{"text":"',
    separator: ' ',
    tail: '"}',
    piece: (r, _index, note) => {
      const { text, secrets, keeps } = prose(r, 6)
      note?.({ pointer: '/text', raw: null, secrets, keeps })
      return JSON.stringify(text).slice(1, -1)
    },
  })
}

function scalar(r: Random): Tree {
  const kind = r(100)
  if (kind === 0) return email(r, person(r))
  if (kind < 40) return r(1_000_000)
  if (kind < 60) return spelled(`${r(1000)}.${r(10)}0`)
  return kind < 70 ? pick(r, [true, false, null]) : letters(r, 4 + r(12))
}

function nest(r: Random): Tree {
  let tree: Tree = { id: letters(r, 8), ...(r(4) === 0 ? contact(r) : { state: 'open', count: r(100) }) }
  for (let level = 4; level < DEPTH; level += 2) tree = { [pick(r, ['node', 'next', 'item'])]: [tree, r(10)] }
  return tree
}

function accented(r: Random): Tree {
  const who = person(r)
  return {
    id: letters(r, 12),
    label: pick(r, LABELS),
    path: `C:\\data\\${letters(r, 6)}\\"${letters(r, 3)}"`,
    ...(r(5) > 0
      ? { lines: `a\n\tb\n${letters(r, 9)}` }
      : { contact: { name: name(who), email: email(r, who), mobilePhone: phone(r) } }),
  }
}

const LABELS = [
  '\u0440\u0435\u0454\u0441\u0442\u0440', '\u901a\u8a71\u8a18\u9332', 'r\u00e9sum\u00e9',
  '\ud83d\udcde \ud83d\ude00', 'za\u017c\u00f3\u0142\u0107',
]

/** Every third character as an escape, and slashes, in the ways of other JSON writers; the rest as UTF-8. */
function escaped(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const isWhole = unit < 0xd800 || unit > 0xdfff
    if (isWhole && unit > 0x20 && at % 3 === 2) out += `\\u${unit.toString(16).padStart(4, '0')}`
    else if (unit === 0x2f) out += '\\/'
    else out += isWhole ? JSON.stringify(text[at]).slice(1, -1) : String(text[at])
  }
  return `"${out}"`
}

/** Records under the keys that the rules name; one of forty holds a number that no key gives away. */
function fields(r: Random): Tree {
  const first = 10 * r(FIELDS / 10)
  const members: Record<string, Tree> = { id: letters(r, 12) }
  for (let n = first; n < first + 8; n++) members[`field${n}`] = value(r)
  return members
}

function value(r: Random): Tree {
  return r(320) === 0 ? international(r) : pick(r, [r(100_000), `${letters(r, 5)} ${letters(r, 7)}`, true])
}

function international(r: Random): Leaf {
  const core = `7700900${100 + r(900)}`
  return new Leaf(`+44${core}`, { secrets: [{ kind: 'phone', core }] })
}
