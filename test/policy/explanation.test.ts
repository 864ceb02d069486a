import { expect } from 'chai'
import fc from 'fast-check'
import { explainedText } from '../../lib/cli/explained-text.ts'
import type { Recipient } from '../../lib/decide/situation.ts'
import { explain } from '../../lib/policy/explanation.ts'
import type { ExplainedFinding, Explanation } from '../../lib/policy/explanation.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'
import type { CompiledPolicy } from '../../lib/policy/policy.ts'
import { createTracer } from '../../lib/policy/tracer.ts'
import { examplePolicy } from '../helpers/policy.ts'
import { declaration, exception, manifest, notice, ruleFile } from './fixture.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')
const MAIL = 'zqcanary@example.org'
const DEFAULT = { defaultPurpose: 'essential.service.operations.support' }

function explained(policy: CompiledPolicy, body: unknown, recipient: Recipient = { app: 'acme' }, within = ''): Explanation {
  const trace = createTracer(policy)(Buffer.from(JSON.stringify(body)), recipient, NOW)
  return explain(policy, recipient, NOW, trace, within)
}

/** What is said of an address for `acme`. */
function ofMail(documents: Record<string, unknown>, recipient: Recipient = { app: 'acme' }): ExplainedFinding {
  const policy = loadPolicy({ documents }, { basePacks: false })
  const finding = explained(policy, { email: MAIL }, recipient).nodes[0]?.findings[0]
  if (finding === undefined) throw new Error('nothing was found')
  return finding
}

const without = (change: object = {}, entry: object = {}) => ({ 'acme.json': declaration({ ...DEFAULT, ...change }, entry) })

describe('explanation', () => {
  it('names the entry, the rules and what decided', () => {
    const documents = { ...without(), 'house.json': ruleFile() }
    expect(ofMail(documents)).to.deep.equal({
      evidence: { category: 'user.contact.email', label: 'e-mail address', contact: 'unknown', detector: 'email', confidence: 0.95 },
      outcome: 'redact',
      because: ['house/no-mail'],
      permission: {
        outcome: 'mask', grant: { id: 'acme/support', category: 'user.contact.email', fidelity: 'mask' }, ceiling: null, nearest: null,
      },
      rules: [{ id: 'house/no-mail', outcome: 'redact', why: 'because', suspendedBy: [] }],
    })
  })

  it('names rules that are suspended, with the exception and its reason', () => {
    const valid = { from: '2026-05-01T00:00:00Z', until: '2026-07-01T00:00:00Z' }
    const finding = ofMail({ ...without(), 'house.json': ruleFile(), 'exc.json': exception({ valid }) })
    expect(finding.rules).to.deep.equal([
      { id: 'house/no-mail', outcome: 'redact', why: 'because', suspendedBy: [{ id: 'exception:exc', reason: 'pilot' }] }])
    expect(finding.because).to.deep.equal(['acme/support', 'exception:exc'])
  })

  it('names the ceiling', () => {
    const grants = { 'user': { fidelity: 'allow' } }
    const { permission } = ofMail(without({ audience: 'public' }, { categories: grants }))
    expect(permission?.ceiling?.id).to.equal('public-contact')
    expect(permission?.outcome).to.equal('generalise')
  })

  const records = { 't-1': { state: 'acknowledged', version: 1, at: '2026-01-01T00:00:00Z' } }
  const LACKS: readonly (readonly [condition: string, documents: Record<string, unknown>, recipient: Recipient, says: string])[] = [
    ['status', without({ status: 'suspended' }), { app: 'acme' }, 'the registration is `suspended`'],
    ['purpose', without(), { app: 'acme', purpose: 'marketing' },
      'it is for `essential.service.operations.support`, and the request is for `marketing`'],
    ['purpose', without({ defaultPurpose: undefined }), { app: 'acme' },
      'it is for `essential.service.operations.support`, and the request is for no known purpose'],
    ['audience', without({}, { audience: 'tenant' }), { app: 'acme' }, 'it reaches `tenant` at most, and the audience is `partner`'],
    ['tenant', without({}, { tenant: ['t-1'] }), { app: 'acme', tenant: 't-2' }, 'it is for `t-1`, and the data are of `t-2`'],
    ['tenant', without({}, { tenant: ['t-1'] }), { app: 'acme' }, 'it is for `t-1`, and the data are of no known tenant'],
    ['begun', without({}, { valid: { from: '2026-07-01T00:00:00Z', until: '2027-01-01T00:00:00Z' } }), { app: 'acme' },
      'it begins on 2026-07-01'],
    ['not-ended', without({}, { valid: { from: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z' } }), { app: 'acme' },
      'it has ended on 2026-06-01'],
    ['notice', { ...without({}, { requires: { notices: ['sharing@2'] } }), 'n.json': notice({ states: records }) },
      { app: 'acme', tenant: 't-1' }, 'of the notice `sharing` people were given version 1, and it has changed materially in version 2'],
    ['context', without({}, { categories: { 'user.contact.email': { fidelity: 'mask', context: ['business'] } } }), { app: 'acme' },
      'it is for business contacts, and this may be a personal one'],
  ]
  for (const [condition, documents, recipient, says] of LACKS) {
    it(`says what the nearest entry lacks: ${says}`, () => {
      const { permission } = ofMail(documents, recipient)
      expect(permission?.grant).to.equal(null)
      expect(permission?.nearest).to.deep.equal({ id: 'acme/support', category: 'user.contact.email', lacks: [{ condition, says }] })
    })
  }

  it('names no entry for an app that is not registered', () => {
    const made = explained(examplePolicy, { email: MAIL }, { app: 'nobody' })
    expect(made).to.include({ status: 'unknown', audience: 'public', purpose: null })
    expect(made.nodes[0]?.findings[0]?.permission).to.include({ grant: null, nearest: null })
  })

  it('tells of values that nobody classified', () => {
    const closed = manifest({ postures: { public: 'closed' } })
    const policy = loadPolicy({ documents: { 'm.json': closed } }, { basePacks: false })
    expect(explained(policy, { x: 1 }, { app: 'nobody' }).nodes).to.deep.equal([{
      pointer: '/x', kind: 'value', outcome: 'drop',
      findings: [{ evidence: null, outcome: 'drop', because: ['posture:closed'], permission: null, rules: [] }],
    }])
  })

  it('tells of one place and what is below it', () => {
    const body = { a: { email: MAIL, b: [MAIL] }, ab: MAIL }
    const pointers = (within: string) => explained(examplePolicy, body, { app: 'nobody' }, within).nodes.map(({ pointer }) => pointer)
    expect(pointers('')).to.deep.equal(['/a/email', '/a/b/0', '/ab'])
    expect(pointers('/a')).to.deep.equal(['/a/email', '/a/b/0'])
    expect(pointers('/a/b/0')).to.deep.equal(['/a/b/0'])
    expect(explainedText(explained(examplePolicy, body, { app: 'nobody' }, '/c'), '/c')).to.include('Nothing was found in /c')
  })

  it('tells why a body is blocked, and that it does not leave', () => {
    const documents = { ...without(), 'house.json': ruleFile({}, { do: { outcome: 'block' } }) }
    const { refusal, nodes } = explained(loadPolicy({ documents }), { email: MAIL, x: MAIL })
    expect(refusal).to.equal('ERR_EGRESS_BLOCKED')
    expect(nodes.map(({ pointer, outcome, findings }) => [pointer, outcome, findings[0]?.because])).to.deep.equal(
      [['/email', 'block', ['house/no-mail']]])
  })

  it('tells of no value and no private key, whatever the body', () => {
    const data = fc.constantFrom(MAIL, '+44 7700 900123', '30123456', 'zqcanary', 'https://example.org/?token=zqcanary1')
    const key = fc.constantFrom('email', 'phone', 'ext', 'note', 'name', MAIL, '+44 7700 900123')
    const body = fc.letrec<{ body: unknown }>((tie) => ({
      body: fc.oneof({ maxDepth: 3 }, data, fc.dictionary(key, tie('body'), { maxKeys: 4 }), fc.array(tie('body'), { maxLength: 3 })),
    })).body
    let found = 0
    fc.assert(fc.property(body, fc.constantFrom('partner-crm', 'wallboard', 'nobody'), (document, app) => {
      const made = explained(examplePolicy, document, { app, tenant: 't-0042' })
      found += made.nodes.length
      const told = JSON.stringify(made) + explainedText(made, '')
      expect(told).not.to.include('900123')
      expect(told).not.to.include('zqcanary')
      expect(told).not.to.include('30123456')
    }), { numRuns: 200 })
    expect(found).to.be.above(200)
  })
})
