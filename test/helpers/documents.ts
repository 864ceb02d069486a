/** Seeded documents that look like API responses, written in all the ways JSON can be written. Invented people only. */

/** A small seeded generator (mulberry32): the same seed gives the same documents on every machine. */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Random = (below: number) => number
type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const KEYS = [
  'id', 'name', 'value', 'type', 'label', 'number', 'phone', 'mobilePhone', 'homePhones', 'businessPhones', 'email',
  'emails', 'extension', 'extensionNumber', 'extension_number', 'callee_number', 'from', 'to', 'owner', 'user', 'contact',
  'firstName', 'last_name', 'displayName', 'address', 'street', 'city', 'country', 'birthday', 'birthdays', 'date', 'year',
  'jobTitle', 'title', 'department', 'notes', 'text', 'duration', 'direction', 'callId', 'createdAt', 'count', 'url',
  'downloadUrl', 'password', 'attributes', 'items', 'records', 'data', 'caller name', 'Calling number', 'ext',
  'callsByExtension', '4021', 'jane@example.org', '+44 7700 900123', 'schr\u00f6der', '__proto__x', 'a/b~c', 'k"\\\n',
]

const VALUES: readonly ((r: Random) => Json)[] = [
  (r) => `+44 7700 900${100 + r(900)}`,
  (r) => `+1 202-555-01${10 + r(90)}`,
  (r) => `(202) 555-01${10 + r(90)}`,
  (r) => `0207946${1000 + r(9000)}`,
  (r) => `${100 + r(9000)}`,
  (r) => 100 + r(90_000),
  (r) => `602${r(2)}`,
  (r) => 6020 + r(2),
  (r) => 442_079_460_000 + r(1000),
  (r) => r(1e9) / 64,
  (r) => `jane.doe${r(100)}@example.org`,
  () => 'Jane Example <jane@example.net>',
  () => 'sip:4021@pbx.example.test;user=phone',
  (r) => `please call ext. ${1000 + r(9000)} or +49 30 23125 ${100 + r(900)} today`,
  () => 'write to ann@example.com, or bob@example.net!',
  () => 'https://api.example.test/r?email=ann%40example.org&n=3',
  () => 'https://media.example.test/rec/1.wav?token=abc123def456',
  () => '2026-01-02T10:00:00Z',
  () => '123e4567-e89b-42d3-a456-426614174000',
  () => '10.177.4.29',
  () => 'work',
  () => 'home',
  () => 'work_extension',
  () => 'GB',
  () => 'DE',
  () => '1980-05-06',
  () => 'Jane Example',
  () => '12 High Street',
  () => '********',
  () => '[phone]',
  () => 'plain text without anything',
  () => '\u00e9t\u00e9 \ud83d\ude00 caf\u00e9 +44\u00a07700\u00a0900123',
  () => '\ud800 lone',
  () => '',
  () => true,
  () => null,
]

/** A document of about `size` nodes. */
export function makeDocument(r: Random, size: number, depth = 0): Json {
  const kind = depth === 0 ? r(2) : r(10)
  if (kind === 0 && depth < 6) {
    return Array.from({ length: r(Math.min(size, 5) + 1) }, () => makeDocument(r, size >> 1, depth + 1))
  }
  if (kind <= 3 && depth < 6) {
    const members: [string, Json][] = []
    for (let n = 1 + r(Math.min(size, 8)); n > 0; n--) {
      members.push([KEYS[r(KEYS.length)] as string, makeDocument(r, size >> 1, depth + 1)])
    }
    return Object.fromEntries(members)
  }
  if (kind === 5 && depth < 6 && r(4) === 0) return { vcardArray: ['vcard', Array.from({ length: r(4) }, () => makeProperty(r))] }
  if (kind === 4 && depth < 5) return write(makeDocument(r, 4, 0), r)
  return (VALUES[r(VALUES.length)] as (r: Random) => Json)(r)
}

/** A property of a jCard; or nearly one. */
function makeProperty(r: Random): Json {
  const names = ['fn', 'n', 'tel', 'email', 'adr', 'note', 'bday', 'org', 'rev', 'x-other', '', 'Jane']
  const values = Array.from({ length: 1 + r(2) }, () => (r(5) === 0 ? [makeDocument(r, 2, 5), 'Jane'] : makeDocument(r, 2, r(3) === 0 ? 5 : 6)))
  const property = [names[r(names.length)] as string, { type: r(2) === 0 ? 'work' : ['home', 'cell'] }, r(3) === 0 ? 'uri' : 'text', ...values]
  return r(8) === 0 ? property.slice(r(3)) : property
}

const SPACES = ['', '', '', '', ' ', '\n', '\t', '  \r\n']

/** Writes a document with random white space and random escapes. */
export function write(value: Json, r: Random): string {
  const space = (): string => SPACES[r(SPACES.length)] as string
  if (typeof value === 'string') return writeString(value, r)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const parts = Array.isArray(value)
    ? value.map((element) => space() + write(element, r) + space())
    : Object.entries(value).map(([key, member]) => `${space()}${writeString(key, r)}${space()}:${space()}${write(member, r)}${space()}`)
  const body = parts.length === 0 ? space() : parts.join(',')
  return Array.isArray(value) ? `[${body}]` : `{${body}}`
}

function writeString(text: string, r: Random): string {
  const often = r(4) === 0 ? 3 : 40
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const lone = unit >= 0xd800 && unit <= 0xdfff
    if (r(often) === 0 || (lone && !text.isWellFormed())) out += `\\u${unit.toString(16).padStart(4, '0')}`
    else if (unit === 0x2f && r(2) === 0) out += '\\/'
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      out += text.slice(i, i + 2)
      i++
    } else out += JSON.stringify(text[i]).slice(1, -1)
  }
  return `"${out}"`
}
