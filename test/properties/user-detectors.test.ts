import { expect } from 'chai'
import { LIMITS } from '../../lib/limits.ts'
import type { BodyFormat } from '../../lib/pipeline/context.ts'
import { Engine, type EnginePolicy } from '../../lib/pipeline/engine.ts'
import type { Decision } from '../../lib/pipeline/observer.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { makeDocument, random, write } from '../helpers/documents.ts'
import { APPS, examplePolicy, NOW, SECRET } from '../helpers/policy.ts'
import { run } from '../helpers/toy.ts'

/** EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = Number(process.env['EGRESS_RUNS'] ?? 400)
const SEED = Number(process.env['EGRESS_SEED'] ?? 71_003)

type Random = (below: number) => number

/** Detectors that get in the way of those of the package as much as they can. */
const HOUSE = {
  kind: 'Detectors', schemaVersion: 1, id: 'house',
  detectors: {
    'a-word': { category: 'user.contact.email', patterns: ['(?i)\\bjane|call', '\\w+@\\w+'], maxChars: 24 },
    'a-number': { category: 'user.contact.phone_number', patterns: ['[0-9]{3} ?[0-9]{2,4}'], types: 'any', maxChars: 8 },
    'a-key': { category: 'user.unique_id', types: 'any', keys: ['mobile phone', 'extension number', 'name', 'value', 'owner', 'year', 'text', 'url', 'callee number'] },
    'b-key': { category: 'user.contact.phone_number.extension', types: 'any', at: 'anywhere', keys: ['phone', 'count', 'caller name', 'home phone'] },
    'c-mild': { category: 'user.job_title', confidence: 0.01, patterns: ['[a-z.]+', '[^x]{20}'], maxChars: 24 },
  },
}
const IDS = {
  kind: 'Detectors', schemaVersion: 1, id: 'ids',
  detectors: {
    id: { category: 'user.unique_id', patterns: ['Zoe-[a-z]{3}'] },
    badge: { category: 'user.unique_id', keys: ['badge'], types: 'number' },
  },
}
const { detectors } = loadPolicy({ documents: { 'house.detectors.json': HOUSE } })

function engineOf(change: Partial<EnginePolicy>, limits: object = {}): Engine {
  return new Engine({ policy: { ...examplePolicy, ...change }, secret: SECRET, limits: { ...LIMITS, ...limits }, clock: () => NOW })
}

const WORDS = ['jane', 'call', '123 456', 'EMP-123456', 'b@c', '\u0661\u0662\u0663 456', '\ud83d\ude00', ' ', '"', '\\', '[id]', '%31%32', '...', 'zz', '+44 7700 900123']
const prose = (r: Random, length: number): string => Array.from({ length: r(length) }, () => WORDS[r(WORDS.length)] as string).join(' ')

function body(r: Random): [BodyFormat, string] {
  if (r(6) === 0) return ['text', prose(r, 200).toWellFormed()]
  const document = r(4) === 0 ? { notice: prose(r, 200), [prose(r, 4)]: r(1e9), list: [prose(r, 5)] } : makeDocument(r, 16)
  return ['json', write(document, r)]
}

describe('detectors of a policy', () => {
  const own = { businessDomainsFor: () => ['example.org'], businessNumbersFor: () => ['+4420', '+1202'] }
  const plain = engineOf(own)
  const house = engineOf({ ...own, detectors })

  it(`change nothing of what is found without them, and no outcome to a milder one (seed ${SEED})`, () => {
    let added = 0
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      const bytes = Buffer.from(write(makeDocument(r, 16), r))
      const app = APPS[i % APPS.length] as string
      const context = { app, tenant: 't-0042' }
      const more = new Map(house.explain(bytes, context).map((decision) => [decision.start, decision]))
      for (const before of plain.explain(bytes, context)) {
        const after = more.get(before.start)
        if (before.outcome === 0 && before.rulings.length === 0) continue
        expect(after?.outcome, `seed ${SEED + i}: ${bytes.toString()}`).to.be.at.least(before.outcome)
        for (const place of placesOf(before)) {
          expect(placesOf(after), `seed ${SEED + i}: ${bytes.toString()}`).to.deep.include(place)
        }
      }
      added += [...more.values()].flatMap(placesOf).filter(({ detector }) => /^[abc]-/.test(detector)).length
    }
    expect(added).to.be.above(RUNS)
  })

  for (const [what, limits] of [['', {}], [', in windows', { maxLeafBytes: 600, maxSiblingBytes: 128, windowMarginBytes: 200 }]] as const) {
    it(`find the same wherever the body is cut${what} (seed ${SEED})`, () => {
      const near = engineOf({ detectors }, limits)
      let changed = 0
      for (let i = 0; i < RUNS; i++) {
        const r = random(SEED + i)
        const [format, text] = body(r)
        const bytes = Buffer.from(text)
        const context = { app: 'nobody' }
        const whole = run(near.open(context, format), bytes, bytes.length).toString()
        const sizes = Array.from({ length: 8 }, () => 1 + r(r(2) === 0 ? 12 : bytes.length + 1))
        expect(run(near.open(context, format), bytes, ...sizes).toString(), `seed ${SEED + i}: ${text}`).to.equal(whole)
        if (whole !== text) changed++
      }
      expect(changed).to.be.above(RUNS / 2)
    })
  }

  it('search strings and texts that are read in parts', () => {
    const ids = engineOf({ detectors: loadPolicy({ documents: { 'ids.json': IDS } }).detectors })
    for (const format of ['text', 'json'] as const) {
      const r = random(SEED)
      const text = Array.from({ length: 12_000 }, () => r(20) === 0 ? 'Zoe-abc' : 'plain words '.slice(0, 1 + r(11))).join(' ')
      const bytes = Buffer.from(format === 'text' ? text : JSON.stringify([text]))
      const whole = run(ids.open({ app: 'nobody' }, format), bytes, bytes.length).toString()
      expect(whole).to.equal(bytes.toString().replaceAll('Zoe-abc', '[id]'))
      expect(run(ids.open({ app: 'nobody' }, format), bytes, 7_001, 65_536, 1, 65_535, 300).toString()).to.equal(whole)
    }
  })

  it('are named by who explains', () => {
    const ids = engineOf({ detectors: loadPolicy({ documents: { 'ids.json': IDS } }).detectors })
    const body = Buffer.from('{"Zoe-abc": [{"badge": 7}, "Zoe-xyz"]}')
    const decisions = ids.explain(body, { app: 'nobody' }).filter(({ rulings }) => rulings.length > 0)
    expect(decisions.map(({ pointer, isKey, rulings }) => [pointer, isKey, rulings.map(({ finding }) => finding?.detector)])).to.deep.equal([
      ['/Zoe-abc', true, ['id']], ['/Zoe-abc/0/badge', false, ['badge']], ['/Zoe-abc/1', false, ['id']],
    ])
  })

  it('leave nothing that their patterns find', () => {
    const strict = engineOf({ detectors: detectors.filter(({ id }) => id === 'a-number') })
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      const text = prose(r, 400).toWellFormed()
      const out = run(strict.open({ app: 'nobody' }, 'text'), Buffer.from(text), 1 + r(500)).toString()
      expect(out).not.to.match(/[0-9]{3} ?[0-9]{2}/)
      expect(run(strict.open({ app: 'nobody' }, 'text'), Buffer.from(out), 1 + r(500)).toString()).to.equal(out)
    }
  })
})

interface Placed {
  readonly category: number
  readonly start: number
  readonly end: number
  readonly confidence: number
  readonly detector: string
  readonly context: number
}

function placesOf(decision: Decision | undefined): Placed[] {
  return (decision?.rulings ?? []).flatMap(({ finding }) => finding === null ? [] : [{
    category: finding.category, start: finding.view.toOuter(finding.start), end: finding.view.toOuter(finding.end),
    confidence: finding.confidence, detector: finding.detector, context: finding.context,
  }])
}
