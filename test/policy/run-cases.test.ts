import { expect } from 'chai'
import { loadCases } from '../../lib/policy/cases.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { runCases, testPolicy } from '../../lib/policy/run-cases.ts'
import { itemsOf } from '../../lib/policy/report.ts'
import { declaration, ruleFile } from './fixture.ts'

const MAIL = 'jane@example.org'
const MASKED = { outcome: 'mask', because: ['acme/support'], category: 'user.contact.email' }

const source = { documents: {
  'acme.json': declaration({ defaultPurpose: 'essential.service.operations.support' }),
  'gone.json': declaration({ id: 'gone', status: 'revoked' }),
  'house.json': ruleFile({}, { where: { category: ['user.authorization'] }, do: { outcome: 'block' } }),
} }
const policy = loadPolicy(source, { basePacks: false })

/** A case as plain data; and what is not as it expects, as `kind pointer: expected | got`. */
function differences(change: object): string[] {
  const one = { why: 'w', recipient: { app: 'acme' }, at: '2026-06-01T00:00:00Z', body: { email: MAIL }, expect: { '/email': MASKED }, ...change }
  const cases = loadCases({ documents: { 'c.json': { kind: 'PolicyCases', schemaVersion: 1, id: 'c', cases: { one } } } })
  return [...runCases(policy, cases).values()].flat().map(({ kind, pointer, expected, got }) => `${kind} ${pointer ?? '-'}: ${expected} | ${got}`)
}

const STORIES: readonly (readonly [what: string, change: object, says: readonly string[]])[] = [
  ['all is as expected', {}, []],
  ['the order of causes is another', { body: { a: MAIL }, recipient: { app: 'acme' }, expect: { '/a': { ...MASKED, because: ['acme/support'] } } }, []],
  ['the outcome is another', { expect: { '/email': { ...MASKED, outcome: 'redact' } } },
    ['outcome /email: redact because of acme/support | mask because of acme/support (user.contact.email)']],
  ['the cause is another', { expect: { '/email': { ...MASKED, because: ['acme/other'] } } },
    ['because /email: mask because of acme/other (user.contact.email) | mask because of acme/support (user.contact.email)']],
  ['the category is another', { expect: { '/email': { ...MASKED, category: 'user.contact' } } },
    ['because /email: mask because of acme/support (user.contact) | mask because of acme/support (user.contact.email)']],
  ['it is the contact of somebody else', { expect: { '/email': { ...MASKED, contact: 'business' } } },
    ['contact /email: contact business | contact unknown']],
  ['nothing is found where something is expected', { body: { email: 7 } },
    ['outcome /email: mask because of acme/support | allow, nothing found']],
  ['something is found where nothing is expected', { expect: { '/email': { outcome: 'mask', because: [] } } },
    ['because /email: nothing found | mask because of acme/support (user.contact.email)']],
  ['a value that is not named changes', { body: { email: MAIL, list: [MAIL] } },
    ['unexpected -: /list/0 untouched, because it is not named | mask because of acme/support']],
  ['a key that is not named changes', { body: { email: MAIL, [MAIL]: 1 } },
    ['unexpected -: the key /{key} untouched, because it is not named | mask because of acme/support']],
  ['a key changes above something that is named', {
    body: { [MAIL]: { email: MAIL } }, expect: { [`/${MAIL}/email`]: MASKED } }, []],
  ['the grant has ended', { at: '2028-01-01T00:00:00Z', expect: { '/email': { ...MASKED, outcome: 'redact', because: ['undeclared:user.contact.email'] } } }, []],
  ['a body is blocked, as expected', { body: { password: 'x' }, expect: { '/password': {
    outcome: 'block', because: ['house/no-mail'], category: 'user.authorization.credentials' } } }, []],
  ['a body is blocked that should leave', { body: { email: MAIL, password: 'x' } },
    ['unexpected -: /password untouched, because it is not named | block because of house/no-mail']],
  ['the app was revoked, as expected', { recipient: { app: 'gone' }, expect: { '/email': {
    outcome: 'block', because: ['revoked:gone'], category: 'user.contact.email' } } }, []],
  ['the app was revoked, and should receive something', { recipient: { app: 'gone' } },
    ['outcome /email: mask because of acme/support | block because of revoked:gone']],
]

describe('cases: run', () => {
  for (const [what, change, says] of STORIES) it(what, () => expect(differences(change)).to.deep.equal(says))

  it('never show a value', () => {
    expect(STORIES.flatMap(([, change]) => differences(change)).join('\n')).not.to.include('jane')
  })

  it('run at their own time, in any order', () => {
    const at = (moment: string, wanted: object) =>
      ({ why: 'w', recipient: { app: 'acme' }, at: moment, body: { email: MAIL }, expect: { '/email': wanted } })
    const undeclared = { outcome: 'redact', because: ['undeclared:user.contact.email'], category: 'user.contact.email' }
    const cases = { later: at('2028-01-01T00:00:00Z', undeclared), now: at('2026-06-01T00:00:00Z', MASKED), again: at('2028-01-01T00:00:00Z', undeclared) }
    const loaded = loadCases({ documents: { 'c.json': { kind: 'PolicyCases', schemaVersion: 1, id: 'c', cases } } })
    expect([...runCases(policy, loaded).values()].flat()).to.deep.equal([])
  })

  describe('as a report', () => {
    const expected = { why: 'w', recipient: { app: 'acme' }, at: '2026-06-01T00:00:00Z', body: { email: MAIL }, expect: { '/email': MASKED } }
    const wrong = { ...expected, expect: { '/email': { ...MASKED, outcome: 'redact' } } }
    const report = (cases: object) => testPolicy(policy, loadCases({ documents: { 'c.json': { kind: 'PolicyCases', schemaVersion: 1, id: 'c', cases } } }))

    it('counts, and points at what is expected', () => {
      const made = report({ good: expected, bad: wrong })
      expect(made.summary).to.equal('2 cases: 1 as expected, 1 not')
      expect(itemsOf(made)).to.deep.equal([{
        level: 'error', check: 'outcome', file: 'c.json', line: 35, column: 9, example: null,
        message: 'c/bad /email: expected redact because of acme/support; got mask because of acme/support (user.contact.email)',
      }])
    })

    it('takes a case that is known to fail for a note, and one that does not for a warning', () => {
      const made = report({ gap: { ...wrong, todo: 'later' }, closed: { ...expected, todo: 'later' } })
      expect(made.summary).to.equal('2 cases: 1 as expected, 1 known gap')
      expect(itemsOf(made).map(({ level, check, message }) => [level, check, message])).to.deep.equal([
        ['note', 'todo', 'c/gap: known gap: later'], ['warning', 'todo-as-expected', 'c/closed is as expected']])
    })

    it('has a check for every item', () => {
      const made = report({ good: expected, bad: wrong, gap: { ...wrong, todo: 'later' } })
      for (const { check } of itemsOf(made)) expect([...made.checks.keys()]).to.include(check)
    })
  })
})
