import { random } from '../test/helpers/documents.ts'

/** A body by the shape of its input. */
export interface Case {
  readonly name: string
  /** About `bytes` of JSON: an object with an array of records. The same bytes every time. */
  readonly make: (bytes: number) => Buffer
}

type Random = (below: number) => number

export const CASES: readonly Case[] = [
  { name: 'sparse', make: (bytes) => records(bytes, (r) => ({ ...call(r), ...(r(50) === 0 ? contact(r) : {}) })) },
  { name: 'dense', make: (bytes) => records(bytes, (r) => ({ ...call(r), ...contact(r) })) },
]

function records(bytes: number, make: (r: Random) => object): Buffer {
  const r = random(bytes)
  const parts: string[] = []
  for (let length = 0; length < bytes; length += (parts.at(-1) ?? '').length + 1) parts.push(JSON.stringify(make(r)))
  return Buffer.from(`{"records":[${parts.join(',')}]}`)
}

function call(r: Random): object {
  return {
    id: letters(r, 24),
    sequence: r(1_000_000_000),
    startTime: `2026-01-${10 + r(19)}T10:${10 + r(49)}:00.000Z`,
    duration: r(3600),
    direction: r(2) === 0 ? 'Inbound' : 'Outbound',
    result: 'Completed',
    quality: { mos: 4.1, jitter: r(100) / 100 },
    tags: ['a', 'sales', letters(r, 4)],
    site: `site-${letters(r, 3)}`,
  }
}

/** Invented people at reserved numbers and domains. */
function contact(r: Random): object {
  const name = letters(r, 7)
  return {
    from: { name: `Ann ${name}`, phoneNumber: `+44 7700 900${100 + r(900)}`, extensionNumber: `${1000 + r(9000)}` },
    email: `${name}@example.org`,
    mobilePhone: `+1 202-555-01${10 + r(90)}`,
  }
}

function letters(r: Random, count: number): string {
  return String.fromCharCode(...Array.from({ length: count }, () => 97 + r(26)))
}
