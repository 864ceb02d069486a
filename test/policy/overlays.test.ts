import { expect } from 'chai'
import { digestNamed } from '../../lib/policy/overlays.ts'
import type { RulesBody } from '../../lib/policy/document.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { createEgressFilter } from '../../lib/index.ts'
import { complaints, declaration, ruleFile } from './fixture.ts'

const WINDOW = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }
const NOW = Date.parse('2026-06-01T00:00:00Z')
const BASE = ruleFile({}, { where: { category: ['user.contact.email'], audience: ['public'] }, do: { outcome: 'mask' } })
const DIGEST = digestNamed(JSON.parse(JSON.stringify(BASE)) as RulesBody)
const OUTCOME = '/rules/no-mail/do/outcome'
const OWN = (BASE.rules as Record<string, unknown>)['no-mail']
const TEST = { op: 'test', path: OUTCOME, value: 'mask' }

function overlay(change: object = {}): Record<string, unknown> {
  return {
    kind: 'RuleOverlay', schemaVersion: 1, id: 'strict', base: { id: 'house', digest: DIGEST }, direction: 'tighten', why: 'because',
    patch: [TEST, { op: 'replace', path: OUTCOME, value: 'drop' }], ...change,
  }
}

function saysOf(change: object): string[] {
  return complaints({ 'a.json': BASE, 'b.json': overlay(change), 'c.json': declaration() })
}

const INSTEAD = 'an overlay cannot loosen; change the base, or write an exception'

/** Mistakes, and every word of the answer. */
const MISTAKES: readonly { name: string; change: object; says: readonly string[] }[] = [
  {
    name: 'a base that does not exist',
    change: { base: { id: 'hous', digest: DIGEST } },
    says: ['b.json:6:11: there is no file of rules `hous`; did you mean `house`?; for example: "id": "house"'],
  },
  {
    name: 'a base that has changed',
    change: { base: { id: 'house', digest: `sha256-${'0'.repeat(64)}` } },
    says: [`b.json:7:15: \`house\` has changed since the overlay was written: look at it again, and name what it says now; for example: "digest": "${DIGEST}"`],
  },
  {
    name: 'a replacement without a test',
    change: { patch: [{ op: 'replace', path: OUTCOME, value: 'drop' }] },
    says: [`b.json:12:5: \`${OUTCOME}\` exists, and is not tested before it is changed; for example: {"op":"test","path":"${OUTCOME}","value":"mask"}`],
  },
  {
    name: 'an addition over something that exists',
    change: { patch: [{ op: 'add', path: OUTCOME, value: 'drop' }] },
    says: [`b.json:12:5: \`${OUTCOME}\` exists, and is not tested before it is changed; for example: {"op":"test","path":"${OUTCOME}","value":"mask"}`],
  },
  {
    name: 'a test that fails',
    change: { patch: [{ ...TEST, value: 'drop' }] },
    says: [`b.json:12:5: \`${OUTCOME}\` is not what the test says; for example: {"op":"add","path":"/rules/my-rule","value":{"why":"...","since":"2026-01-01","severity":"high","where":{"category":["user.contact"]},"do":{"outcome":"redact"}}}`],
  },
  {
    name: 'a place that does not exist',
    change: { patch: [{ op: 'test', path: '/rules/other/do', value: 1 }, { op: 'remove', path: '/rules/other/do' }] },
    says: ['b.json:12:5: `test` cannot be done at `/rules/other/do`: there is no such place, or no value is given; for example: {"op":"add","path":"/rules/my-rule","value":{"why":"...","since":"2026-01-01","severity":"high","where":{"category":["user.contact"]},"do":{"outcome":"redact"}}}'],
  },
  {
    name: 'a milder outcome',
    change: { patch: [TEST, { op: 'replace', path: OUTCOME, value: 'tag' }] },
    says: [`b.json:17:5: \`no-mail\` would be milder: ${INSTEAD}; for example: "outcome": "mask"`],
  },
  {
    name: 'a rule that is only tried out',
    change: { patch: [{ op: 'add', path: '/rules/no-mail/do/mode', value: 'report' }] },
    says: [`b.json:12:5: \`no-mail\` would be milder: ${INSTEAD}; for example: "outcome": "mask"`],
  },
  {
    name: 'a rule that would be gone',
    change: { patch: [{ op: 'test', path: '/rules/no-mail', value: OWN }, { op: 'remove', path: '/rules/no-mail' }, { op: 'add', path: '/rules/other', value: OWN }] },
    says: [`b.json:32:5: the rule \`no-mail\` would be gone: ${INSTEAD}; for example: no \`remove\``],
  },
  {
    name: 'a narrower condition',
    change: { patch: [{ op: 'add', path: '/rules/no-mail/where/context', value: ['personal'] }] },
    says: [`b.json:12:5: \`no-mail\` would hold for fewer values, because of \`context\`: ${INSTEAD}; for example: a \`where\` without "context"`],
  },
  {
    name: 'a finer category',
    change: { patch: [{ op: 'test', path: '/rules/no-mail/where/audience', value: ['public'] }, { op: 'replace', path: '/rules/no-mail/where/audience', value: ['partner'] }] },
    says: [`b.json:19:5: \`no-mail\` would hold for fewer values, because of \`audience\`: ${INSTEAD}; for example: "audience": ["public"]`],
  },
  {
    name: 'a word that is not in the schema',
    change: { patch: [TEST, { op: 'replace', path: OUTCOME, value: 'remove' }] },
    says: ['b.json:20:16: after the patch, `/rules/no-mail/do/outcome` must be one of tag, generalise, mask, pseudonymise, redact, drop, block; for example: "outcome": "redact"'],
  },
  {
    name: 'a category that there is not',
    change: { patch: [{ op: 'test', path: '/rules/no-mail/where/category', value: ['user.contact.email'] }, { op: 'replace', path: '/rules/no-mail/where/category', value: ['user.contact', 'user.contact.mail'] }] },
    says: ['b.json:24:9: there is no data category `user.contact.mail`; did you mean `user.contact.email`?; for example: "user.contact.email"'],
  },
  {
    name: 'neutral, and it is not',
    change: { direction: 'neutral' },
    says: ['b.json:9:16: the patch tightens, and is called `neutral`; for example: "direction": "tighten"'],
  },
  {
    name: 'nothing that decides',
    change: { patch: [{ op: 'test', path: '/rules/no-mail/why', value: 'because' }, { op: 'replace', path: '/rules/no-mail/why', value: 'for short' }] },
    says: ['b.json:9:16: the patch changes nothing that decides; for example: "direction": "neutral"'],
  },
  {
    name: 'the undeclared, for some',
    change: { scope: { tenant: ['t-1'] }, patch: [{ op: 'add', path: '/undeclared', value: {} }, { op: 'add', path: '/undeclared/user.contact', value: 'drop' }] },
    says: ['b.json:23:3: `undeclared` holds for everybody, and cannot be changed for some; for example: a rule with "do": { "outcome": "drop" }'],
  },
  {
    name: 'an app that nobody registered',
    change: { scope: { app: ['acmee'] } },
    says: ['b.json:25:7: there is no registered app `acmee`; did you mean `acme`?; for example: a declaration with "id": "acmee"'],
  },
]

describe('policy: overlays', () => {
  it('make a rule stricter', () => {
    const documents = { 'a.json': BASE, 'b.json': overlay() }
    expect(loadPolicy({ documents }, { basePacks: false }).rulebook.rules.map(({ id, outcome }) => [id, outcome])).to.deep.equal([
      ['house/no-mail', 3], ['strict/no-mail', 6],
    ])
  })

  it('reach as far as their scope', () => {
    const app = declaration({ audience: 'partner' }, { audience: 'partner', categories: { 'user.contact.email': { fidelity: 'allow', context: ['business'] } }, valid: WINDOW })
    const base = ruleFile({}, { where: { category: ['user.contact.email'] }, do: { outcome: 'mask' } })
    const digest = digestNamed(JSON.parse(JSON.stringify(base)) as RulesBody)
    const documents = { 'a.json': base, 'b.json': overlay({ base: { id: 'house', digest }, scope: { tenant: ['t-1'] } }), 'c.json': app }
    const egress = createEgressFilter({ policy: { documents }, clock: () => NOW })
    const to = (tenant: string) => egress.bytes('{"workEmail":"avery@example.org","a":1}', { app: 'acme', tenant, purpose: 'essential.service.operations.support' })
    expect(to('t-1').body.toString()).to.equal('{"a":1}')
    expect(to('t-1').receipt.cells.map(({ because }) => because)).to.deep.equal([['strict/no-mail']])
    expect(to('t-2').receipt.cells.map(({ outcome, because }) => [outcome, because])).to.deep.equal([['mask', ['house/no-mail']]])
  })

  it('may add rules, and change words', () => {
    const rule = { why: 'because', since: '2026-01-01', severity: 'low', where: { category: ['user.name'] }, do: { outcome: 'drop' } }
    const patch = [{ op: 'add', path: '/rules/no-names', value: rule }]
    expect(saysOf({ patch })).to.deep.equal([])
    const words = [{ op: 'test', path: '/rules/no-mail/why', value: 'because' }, { op: 'replace', path: '/rules/no-mail/why', value: 'for short' }]
    expect(saysOf({ patch: words, direction: 'neutral' })).to.deep.equal([])
  })

  it('leave the base as it is', () => {
    const before = JSON.stringify(BASE)
    saysOf({})
    expect(JSON.stringify(BASE)).to.equal(before)
  })

  it('do not reach a prototype', () => {
    const [first = ''] = saysOf({ patch: [{ op: 'add', path: '/rules/__proto__/polluted', value: 1 }] })
    expect(first).to.match(/^b[.]json:\d+:\d+: /)
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined)
  })

  for (const { name, change, says } of MISTAKES) {
    it(`mistake: ${name}`, () => {
      expect(saysOf(change)).to.deep.equal(says)
    })
  }
})
