import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import validator from 'validator'
import type { Kind } from '../../lib/policy/document.ts'
import { FORMATS } from '../../lib/policy/formats.ts'
import { mistakesIn } from '../../lib/policy/mistakes.ts'
import { isClearlyValid } from '../../lib/policy/quick-check.ts'
import { schemaOf, type Schema } from '../../lib/policy/schemas.ts'
import { ROOT } from '../helpers/root.ts'
import { declaration, detectorFile, exception, manifest, notice, ruleFile } from './fixture.ts'

type Document = Record<string, unknown> & { kind: Kind }

const written = ['packs', 'declarations', 'cases', 'demo'].flatMap((folder) =>
  readdirSync(join(ROOT, 'rules', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(ROOT, 'rules', folder, file), 'utf8')) as Document))

const made = [
  declaration(), ruleFile(), exception(), notice(),
  detectorFile({ keys: ['badge no'], at: 'whole', types: 'any', patterns: ['B[0-9]+'], confidence: 0.9, maxChars: 16 }),
  manifest({
    mode: 'tag', minConfidence: 0.4, postures: { public: 'closed' }, harmless: ['/id', '/items/*/~1'], regions: ['DE'],
    domains: ['example.org'], businessNumbers: ['+4420794601'], undeclared: { 'user.contact': 'drop' }, tenants: { 't-1': { regions: ['GB', 'FR'] } },
  }),
] as unknown as Document[]

/** Values that a member may have by mistake; some of them are right somewhere. */
const VALUES: readonly unknown[] = [
  null, true, 0, 1, -1, 0.5, 1.5, 1e300, '', 'a', 'a b', 'A/b', '*', '/a/*/**', '/~2', 'mask', 'public', 'DE', 'de', 'x@y',
  '2026-02-29', '2026-02-28', '2026-02-28T24:00:00Z', '2026-02-28t10:00:00z', '2026-02-28 10:00:00+01:00', '2026-02-30T10:00:00Z',
  '\u{1f600}', [], [[]], ['a'], ['a', 'a'], ['a', 'b'], [1, '1'], [{ a: 1 }, { a: 1 }], [{ a: 1 }, { a: 2 }], {}, { '': 1 },
  { a: 'mask' }, { 'user.contact.email': 'redact' }, { constructor: 'redact' },
]

/** The value with each of its parts in turn replaced, left out, doubled or put under another name. */
function* changed(value: unknown): Generator<unknown> {
  yield* VALUES
  if (Array.isArray(value)) {
    const items = value as readonly unknown[]
    yield [...items, items[0]]
    for (const [at, item] of items.entries()) for (const other of changed(item)) yield items.with(at, other)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value as Record<string, unknown>)) {
      const others = Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))
      yield others
      for (const odd of ['', 'x y', '__proto__', 'toString', '$comment', '*']) yield { ...others, [odd]: member }
      for (const other of changed(member)) yield { ...others, [name]: other }
    }
  }
}

describe('policy: the quick check', () => {
  it('knows every document of this package, and any usual one, to be right', () => {
    expect(written.length).to.be.above(12)
    for (const document of [...written, ...made]) {
      expect(isClearlyValid(document, schemaOf(document.kind)), `${document.kind} ${String(document['id'])}`).to.equal(true)
    }
  })

  for (const kind of ['DisclosureDeclaration', 'RedactionRules', 'Exception', 'Notice', 'PolicyManifest'] as const) {
    it(`takes nothing for a ${kind} that the validator refuses`, () => {
      const schema = schemaOf(kind)
      let refused = 0
      let accepted = 0
      for (const document of [...written, ...made].filter((one) => one.kind === kind)) {
        for (const other of changed(document)) {
          if (!isClearlyValid(other, schema)) refused++
          else if (mistakesIn(other, kind).length > 0) expect.fail(`accepted ${JSON.stringify(other)}`)
          else accepted++
        }
      }
      expect(refused).to.be.above(200)
      expect(accepted).to.be.above(20)
    })
  }

  it('is not sure of a word that it does not know', () => {
    expect(isClearlyValid('a', { type: 'string' } as Schema)).to.equal(true)
    expect(isClearlyValid('a', { type: 'string', not: { const: 'b' } } as Schema)).to.equal(false)
    expect(isClearlyValid('a', { type: 'text' } as Schema)).to.equal(false)
    expect(isClearlyValid('a', { $ref: 'elsewhere.json#/$defs/id' })).to.equal(false)
    expect(isClearlyValid('a', { $ref: '#/$defs/none' })).to.equal(false)
    expect(isClearlyValid([{}, {}], { uniqueItems: true } as Schema)).to.equal(false)
  })
})

describe('policy: formats', () => {
  const days = ['2026-01-01', '2024-02-29', '2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0001-01-01', '26-01-01', '2026-1-01',
    '2026-01-01 ', '+2026-01-01', '', '2026/01/01', '9999-12-31', '2026-01-32']
  const times = ['00:00:00Z', '23:59:59Z', '24:00:00Z', '23:60:00Z', '23:59:60Z', '10:00:00.5Z', '10:00:00,5Z', '10:00:00+05:30', '10:00:00-23:59',
    '10:00:00+24:00', '10:00Z', '10:00:00', '10:00:00z', '10:00:00+0100', '10:00:00Z ']

  it('days are those that the library knows', () => {
    for (const text of days) {
      expect(FORMATS['date']?.(text), text).to.equal(validator.isDate(text, { format: 'YYYY-MM-DD', strictMode: true, delimiters: ['-'] }))
    }
  })

  it('moments are those that the library knows, of days that exist', () => {
    for (const day of days) {
      for (const text of times.flatMap((time) => ['T', 't', ' '].map((between) => day + between + time))) {
        const known = validator.isRFC3339(text) && FORMATS['date']?.(text.slice(0, 10)) === true && !Number.isNaN(Date.parse(text))
        expect(FORMATS['date-time']?.(text), text).to.equal(known)
      }
    }
  })

  it('addresses, regions and domains', () => {
    const are = (format: string, ...texts: string[]): (boolean | undefined)[] => texts.map((text) => FORMATS[format]?.(text))
    expect(are('email', 'jane@example.org', 'jane', 'jane@')).to.deep.equal([true, false, false])
    expect(are('region', 'DE', 'XK', 'de', 'XX', 'DEU')).to.deep.equal([true, true, false, false, false])
    expect(are('domain', 'example.org', 'Example.org', 'example', '-a.org')).to.deep.equal([true, false, false, false])
  })
})
