import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../helpers/root.ts'

/** Texts for the closer look: what real bodies and our corpora hold, taken apart and put together anew. */

type Random = (below: number) => number

/** Every string and key in the JSON files of these folders, once. */
export function corpusTexts(): string[] {
  const texts = new Set<string>()
  for (const folder of ['test/corpora', 'rules/cases', 'rules/declarations', 'test/scenarios']) collect(join(ROOT, folder), texts)
  return [...texts]
}

function collect(path: string, texts: Set<string>): void {
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) collect(join(path, name), texts)
  else if (path.endsWith('.json')) addAll(JSON.parse(readFileSync(path, 'utf8')), texts)
}

function addAll(json: unknown, texts: Set<string>): void {
  if (typeof json === 'string') texts.add(json)
  else if (Array.isArray(json)) for (const element of json) addAll(element, texts)
  else if (json !== null && typeof json === 'object') {
    for (const [key, member] of Object.entries(json)) {
      texts.add(key)
      addAll(member, texts)
    }
  }
}

/** What the detectors look for, whole and in pieces. */
const PIECES: readonly string[] = [
  '+44 7700 900123', '07700 900123', '+1 202-555-0123', '(202) 555-0123', '202-555-0123', '202.555.0123', '202 555 0123', '030 23125123',
  '0044 7700 900123', '00442079460001', '01144207946001', '011 44 20 7946 0001', '020 7946 0001', '(020) 7946 0001', '+49 (0)30 23125 123',
  '06 39 98 12 34', '2026-01-10', '10.01.2026', '5/17/2026', '2026-01-10T10:20:30.123456-05:00', '10:20', '192.168.100.200', '1979-2011',
  '4111 1111 1111 1111', '123-45-6789', '12345-6789', '978-3-16-148410-0', '52.5200', '+40.6894-074.0447/', '123e4567-e89b-42d3-a456-426614174000',
  'ext', 'Ext.', 'extn', 'exten', 'extension', 'extensi\u00f3n', 'x', 'X', 'dw', 'durchwahl', 'Nebenstelle', 'poste', 'ramal', 'interno', 'anexo', 'int',
  '\u0434\u043e\u0431.', '\u0412\u041d', ';ext=', 'PJSIP/', 'sip/', 'IAX2/', 'Local/', 'sccp/', 'dahdi/', 'iax/',
  'ann@example.org', '"a b"@example.org', '@', '.org', 'example', 'mailto:', 'sip:', 'sips:', 'tel:', 'callto:', 'xmpp:', '://', 'https://example.org/',
  'https://example.org/?a=', '?token=abcdefgh12', '#access_token=abcdefgh12', '%40', '%2B', '%', '?', '=', '&', '#', 'a=1&b=%41', 'user:secret@', '+', '++',
  'eyJ', `eyJ${'a1'.repeat(16)}.${'b'.repeat(9)}.${'c'.repeat(9)}`, 'Bearer ', '-----BEGIN ', 'AKIA', 'ghp_', 'github_pat_', 'xoxb-', 'sk_live_', 'a1B2c3D4e5F6g7H8i9J0a1B2c3D4e5F6g7',
  ' ', ' ', ' ', '\n', '\t', '\r', '\b', '\f', '"', '\\', '/', '-', '.', ',', ';', ':', '(', ')', '[', ']', '_', '~', '$', '*', '**', ',,', '<', '>', '`', '{', '}', "'",
  '0', '00', '011', '7', '12', '101', '1001', '20250', '900123', '1234567', '12345678', '123456789', '1700000000',
  'a', 'n', 't', 'T', 'call ', ' on ', '\u00e9', '\u00df', '\u0142', '\u0430', '\u4e2d', '\u3042', '\ud83d\ude00', '\u00a0', '\u2013', '\u0664', '\uff11', '\u017f', '\u200b', '\u00b7',
]

/** A text of some pieces, of random characters, or a corpus text that was changed here and there. */
export function makeText(r: Random, corpus: readonly string[]): string {
  const kind = r(10)
  if (kind < 3) return Array.from({ length: 1 + r(7) }, () => pick(PIECES, r)).join(r(3) === 0 ? ' ' : '')
  if (kind === 3) return Array.from({ length: 1 + r(30) }, () => pick(NARROW, r)).join('')
  if (kind === 4) return Array.from({ length: 3 + r(12) }, () => digits(r, 1 + r(r(4) === 0 ? 9 : 4)) + pick(GAPS, r)).join('')
  let text = pick(corpus, r).slice(0, 400)
  if (kind === 5) text = pick(PIECES, r) + text
  if (kind === 6) text += pick(PIECES, r)
  for (let n = r(4); n > 0; n--) text = mutate(text, r, corpus)
  return text
}

/** A text as JSON, in one of the spellings that writers have: `/` or any unit as an escape. */
export function spell(text: string, r: Random): string {
  const way = r(8)
  if (way === 0) return JSON.stringify(text).replaceAll('/', '\\/')
  if (way > 2) return JSON.stringify(text)
  const rate = 1 + r(12)
  const units = Array.from({ length: text.length }, (_none, at) => {
    const unit = text.charCodeAt(at)
    const isPair = unit >= 0xd800 && unit < 0xe000
    const digits = unit.toString(16).padStart(4, '0')
    if (isPair || r(rate) === 0) return `\\u${r(2) === 0 ? digits : digits.toUpperCase()}`
    return JSON.stringify(text[at]).slice(1, -1)
  })
  return `"${units.join('')}"`
}

const NARROW = [...'0123456789001122 -./()+:@%?=#x*,;&_~\\"ae']
const GAPS = [' ', ' ', '-', '-', '.', '/', ' ', ') ', ' (', ': ', ', ', '-', ' - ', '+', 'x']

function mutate(text: string, r: Random, corpus: readonly string[]): string {
  const at = r(text.length + 1)
  const to = Math.min(text.length, at + r(4))
  const changes = [
    () => text.slice(0, at) + text.slice(to),
    () => text.slice(0, at) + pick(PIECES, r) + text.slice(at),
    () => text.slice(0, at) + pick(PIECES, r) + text.slice(to),
    () => text.slice(0, at) + pick(NARROW, r) + text.slice(to),
    () => text.slice(0, at) + pick(corpus, r).slice(r(9), 60),
    () => text.replaceAll(/\d/g, (digit) => (r(4) === 0 ? String(r(10)) : digit)),
    () => text.slice(at) + text.slice(0, at),
    () => text.slice(0, at) + text.slice(at).toUpperCase(),
  ]
  return pick(changes, r)()
}

function digits(r: Random, count: number): string {
  return Array.from({ length: count }, () => String(r(10))).join('')
}

function pick<Item>(from: readonly Item[], r: Random): Item {
  return from[r(from.length)] as Item
}
