import { expect } from 'chai'
import { bodies } from './body.ts'
import { compare, type Json } from './compare.ts'
import { PLACES, resolve, segment } from './ledger.ts'
import { GROUPS, groupOf } from './measures.ts'
import { measure } from './result.ts'
import { judge } from './thresholds.ts'
import { isTold } from './told.ts'
import { TEMPLATES } from './vendors.ts'

const RESPONSES = 500
const SEED = 1

describe('accuracy', function () {
  this.timeout(120_000)
  const made = [...bodies(SEED, 3 * TEMPLATES.length)]

  describe('thresholds of this release', () => {
    const judged = new Map<string, ReturnType<typeof judge>[number]>()
    before(() => {
      const { ours } = measure(SEED, RESPONSES, []).result
      expect(ours.refused).to.equal(0)
      for (const one of judge(ours)) judged.set(one.measure, one)
    })

    for (const { measure: name, limit, target } of judge({ name: '', leaks: [], damage: [], gaps: [], refused: 0 })) {
      it(`${name}: at most ${limit}`, () => {
        const one = judged.get(name)
        expect(one?.whole).to.be.above(80)
        expect(one?.rate).to.be.at.most(limit)
        expect(limit).to.be.at.least(target)
      })
    }

    it('a limit that is passed breaks', () => {
      const leaks = [{ category: 'user.contact.email', place: 'key', part: 1, whole: 2 }] as const
      const broken = judge({ name: '', leaks, damage: [], gaps: [], refused: 0 }).filter(({ isBroken }) => isBroken)
      expect(broken.map((one) => one.measure)).to.deep.equal(['e-mail addresses'])
    })
  })

  describe('ledger', () => {
    it('leads to what was planted, and to what is clean', () => {
      for (const { text, planted, clean } of made) {
        for (const plant of planted) {
          const { key, value } = resolve(text, plant.where)
          const leaf = plant.place === 'objectKey' ? String(key) : String(value)
          expect(isTold(plant, leaf), leaf).to.equal(true)
          // In links it may be written with percent escapes.
          if (plant.place !== 'uri') expect(leaf).to.include(plant.text)
        }
        for (const { where, value } of clean) expect(resolve(text, where).value, where.join()).to.equal(value)
      }
    })

    it('knows every scalar of a body', () => {
      for (const { text, planted, clean } of made) {
        const known = new Set([...planted, ...clean].map(({ where }) => where.join('\n')))
        for (const pointer of scalarsOf(JSON.parse(text) as Json, '')) {
          const isKnown = [...known].some((where) => where === pointer || where.startsWith(`${pointer}\n`))
          expect(isKnown, pointer).to.equal(true)
        }
      }
    })

    it('has every place, and every group of categories', () => {
      const plants = made.flatMap(({ planted }) => planted)
      expect(new Set(plants.map(({ place }) => place))).to.deep.equal(new Set(PLACES))
      const groups = new Set(plants.map(({ category }) => groupOf(category)))
      expect(groups).to.deep.equal(new Set(GROUPS.map(([name]) => name)))
    })

    it('is the same for the same seed, and another for another', () => {
      expect([...bodies(SEED, 40)]).to.deep.equal(made.slice(0, 40))
      const other = [...bodies(SEED + 1, 40)]
      for (const [at, { text }] of other.entries()) expect(text).to.not.equal(made[at]?.text)
    })
  })

  describe('comparison', () => {
    it('a filter that passes everything leaks everything and damages nothing', () => {
      for (const body of made) {
        const input = JSON.parse(body.text) as Json
        const { leaked, damaged } = compare(body, input, input)
        expect(leaked).to.have.lengthOf(body.planted.length)
        expect(damaged).to.have.lengthOf(0)
      }
    })

    it('a filter that makes everything null leaks keys at most, and damages everything that says something', () => {
      for (const body of made) {
        const input = JSON.parse(body.text) as Json
        const { leaked, damaged } = compare(body, input, nullified(input))
        expect(leaked).to.deep.equal(body.planted.filter(({ place }) => place === 'objectKey'))
        expect(damaged).to.deep.equal(body.clean.filter(({ value }) => value !== null))
      }
    })

    it('a filter that refuses everything leaks nothing and damages everything', () => {
      for (const body of made) {
        const { leaked, damaged } = compare(body, JSON.parse(body.text) as Json, undefined)
        expect(leaked).to.have.lengthOf(0)
        expect(damaged).to.have.lengthOf(body.clean.length)
      }
    })

    const plant = {
      category: 'user.contact.email', place: 'key', text: 'a.b@x.org', telling: 'a.b', gap: null,
    } as const

    it('finds what moved up in a list that lost an element', () => {
      const ledger = {
        planted: [{ ...plant, where: ['/list/1/mail'] }],
        clean: [{ kind: 'count', value: 7, where: ['/list/1/n'] }, { kind: 'count', value: 8, where: ['/list/0/n'] }],
      }
      const input = { list: [{ n: 8 }, { n: 7, mail: 'a.b@x.org' }] }
      expect(compare(ledger, input, { list: [{ n: 7, mail: 'a.b@x.org' }] })).to.deep.equal({
        leaked: ledger.planted, damaged: [ledger.clean[1]],
      })
      expect(compare(ledger, input, { list: [{ n: 7, mail: '[email]' }] }).leaked).to.deep.equal([])
    })

    it('follows a key that was replaced, and sees what is left of it', () => {
      const ledger = {
        planted: [{ ...plant, place: 'objectKey', where: ['/m/a.b@x.org'] } as const],
        clean: [{ kind: 'count', value: 7, where: ['/m/a.b@x.org/n'] }],
      }
      const input = { m: { 'a.b@x.org': { n: 7 } } }
      expect(compare(ledger, input, { m: { '[email 1]': { n: 7 } } })).to.deep.equal({ leaked: [], damaged: [] })
      expect(compare(ledger, input, { m: { 'a.b@[email]': { n: 7 } } }).leaked).to.deep.equal(ledger.planted)
      expect(compare(ledger, input, { m: { '[email 1]': { n: 8 } } }).damaged).to.deep.equal(ledger.clean)
    })

    it('reads a document in a string, and what is left if it is none any more', () => {
      const ledger = { planted: [{ ...plant, where: ['/s', '/mail'] }], clean: [] }
      const input = { s: '{"mail":"a.b@x.org"}' }
      expect(compare(ledger, input, { s: '{"mail":"[email]"}' }).leaked).to.deep.equal([])
      expect(compare(ledger, input, { s: '{"mail":"a.b@x.org' }).leaked).to.deep.equal(ledger.planted)
      expect(compare(ledger, input, { s: '[notes]' }).leaked).to.deep.equal([])
    })
  })

  describe('what tells a value', () => {
    const phone = { category: 'user.contact.phone_number', telling: '946001' } as const
    const extension = { category: 'user.contact.phone_number.extension', telling: '12' } as const

    it('the last digits of a number, however they are written', () => {
      const texts = [
        '+44 20 7946-001', '9\u200b4\u20116.0/01', '%2B44%207946%20001', '\u0669\u0664\u0666001', '\uff1946001',
      ]
      for (const text of texts) {
        expect(isTold(phone, text), text).to.equal(true)
      }
      for (const text of ['94600', '946 ext 001', '[phone]', '']) expect(isTold(phone, text), text).to.equal(false)
    })

    it('the digits of an extension, standing alone', () => {
      for (const text of ['x12', '12', '"A" <12>', ';ext=12']) expect(isTold(extension, text), text).to.equal(true)
      for (const text of ['123', '412', 'ext. [extension]']) expect(isTold(extension, text), text).to.equal(false)
    })
  })
})

/** Pointers of all scalars that are not empty containers. */
function scalarsOf(value: Json, pointer: string): string[] {
  if (value === null || typeof value !== 'object') return [pointer]
  return Object.entries(value).flatMap(([name, member]) =>
    scalarsOf(member, pointer + segment(name)))
}

/** The same with null for every scalar. */
function nullified(value: Json): Json {
  if (Array.isArray(value)) return value.map(nullified)
  if (value === null || typeof value !== 'object') return null
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, nullified(member)]))
}
