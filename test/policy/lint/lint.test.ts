import { expect } from 'chai'
import { join } from 'node:path'
import { CHECKS } from '../../../lib/policy/lint/checks.ts'
import { lintPolicy } from '../../../lib/policy/lint/lint.ts'
import { itemsOf } from '../../../lib/policy/report.ts'
import { ROOT } from '../../helpers/root.ts'
import { detectorFile, exception, manifest, notice } from '../fixture.ts'
import { acme, cases, clean, house, items, NOW, said } from './fixture.ts'

const OWNER = { owner: 'privacy@example.org' }
const VALID = { from: '2026-05-01T00:00:00Z', until: '2026-07-15T00:00:00Z' }
const POSTURES = { partner: 'documented', public: 'closed' }
const two = (rule: object): Record<string, unknown> => house({ rules: {
  'no-mail': {
    why: 'because', since: '2026-01-01', severity: 'low',
    where: { category: ['user.contact.email'], context: ['personal'] }, do: { outcome: 'redact' },
  },
  'other': { why: 'because', since: '2026-01-01', severity: 'low', do: { outcome: 'redact' }, ...rule },
} })

const NAMELESS = cases({ expect: { '/email': { outcome: 'allow', because: [] } } })

/** What is wrong, what lint says of it, and what of the next best that is right: by check. */
const STORIES: Readonly<Record<string, readonly (readonly [what: string, documents: object, says: string])[]>> = {
  'wide-exception': [
    ['the rule is about another app', {
      'house.json': house({}, { where: { app: ['other'] } }), 'other.json': acme({ id: 'other' }),
      'exc.json': exception({ ...OWNER, valid: VALID }),
    }, 'the exception is wider than `house/no-mail`, which is about the app `other` only'],
    ['the rule is about one tenant', {
      'house.json': house({}, { where: { tenant: ['t-1'] } }), 'exc.json': exception({ ...OWNER, valid: VALID }),
    }, 'the exception is wider than `house/no-mail`, which is about the tenant `t-1` only'],
    ['the rule is about one use', {
      'house.json': house({}, { where: { use: ['essential.service'] } }),
      'exc.json': exception({ ...OWNER, valid: VALID, scope: { app: 'acme', use: ['essential'] } }),
    }, 'the exception is wider than `house/no-mail`, which is about the use `essential.service` only'],
  ],
  ended: [
    ['an entry has ended', {
      'acme.json': acme({}, { valid: { from: '2026-01-01T00:00:00Z', until: '2026-06-01T12:00:00Z' } }),
    }, 'the entry `acme/support` has ended on 2026-06-01, and grants nothing'],
    ['an exception has ended', { 'exc.json': exception(OWNER) },
      'the exception `exc` has ended on 2026-03-31, and suspends nothing'],
  ],
  'tried-out': [
    ['a rule is only reported', { 'house.json': house({}, { do: { outcome: 'redact', mode: 'report' } }) },
      'the rule `house/no-mail` is tried out: nothing is done'],
    ['a rule only tags', { 'house.json': house({}, { do: { outcome: 'redact', mode: 'tag' } }) },
      'the rule `house/no-mail` is tried out: it tags at most'],
    ['the policy only tags', { 'policy.json': manifest({ ...OWNER, postures: POSTURES, mode: 'tag' }) },
      'the policy is tried out: it tags at most'],
  ],
  'ends-soon': [
    ['an entry ends within 30 days', {
      'acme.json': acme({}, { valid: { from: '2026-01-01T00:00:00Z', until: '2026-07-01T12:00:00Z' } }),
    }, 'the entry `acme/support` ends on 2026-07-01; then it grants nothing'],
  ],
  'notice-not-given': [
    ['a tenant was given an older version', {
      'notice.json': notice({ ...OWNER, states: {
        't-1': { state: 'acknowledged', version: 1, at: '2026-01-01T00:00:00Z' },
        't-2': { state: 'acknowledged', version: 2, at: '2026-01-01T00:00:00Z' },
      } }),
    }, 'the entry `acme/support` rests for `t-1`: of the notice `sharing` people were given version 1, and it has changed '
      + 'materially in version 2'],
    ['a tenant was given nothing', { 'acme.json': acme({}, { tenant: ['t-3'] }), 'notice.json': notice({ ...OWNER,
      states: { 't-2': { state: 'acknowledged', version: 2, at: '2026-01-01T00:00:00Z' } } }) },
    'the entry `acme/support` rests for `t-3`: nothing is on record about the notice `sharing`'],
    ['it was only communicated', { 'notice.json': notice({ ...OWNER,
      states: { '*': { state: 'communicated', version: 2, at: '2026-01-01T00:00:00Z' } } }) },
    'the entry `acme/support` rests for every tenant: the notice `sharing` is `communicated`, and has to be `acknowledged`'],
    ['it is not given yet', { 'notice.json': notice({ ...OWNER,
      states: { '*': { state: 'acknowledged', version: 2, at: '2026-06-02T00:00:00Z' } } }) },
    'the entry `acme/support` rests for every tenant: the notice `sharing` is given on 2026-06-02'],
    ['it was approved with an older version', { 'notice.json': notice({ ...OWNER, version: 3 }) },
      'the entry `acme/support` rests for every tenant: it was approved with version 2 of the notice `sharing`, which has '
      + 'changed materially since'],
  ],
  'no-notice': [
    ['a partner receives, and nobody is told', { 'acme.json': acme({}, { requires: undefined }) },
      'the entry `acme/support` discloses to `partner`, and nobody has to be told first'],
  ],
  'never-applies': [
    ['no app reaches the circle', { 'house.json': house({}, { where: { audience: ['partner'] } }),
      'acme.json': acme({ audience: 'tenant' }) },
    '`house/no-mail` can never apply: no registered app reaches `partner`'],
    ['the app does not reach the circle', { 'house.json': house({}, { where: { app: ['acme'], audience: ['partner'] } }),
      'acme.json': acme({ audience: 'tenant' }), 'other.json': acme({ id: 'other' }) },
    '`house/no-mail` can never apply: none of `acme` reaches `partner`'],
    ['the app was revoked', { 'house.json': house({}, { where: { app: ['acme'] } }), 'acme.json': acme({ status: 'revoked' }) },
      '`house/no-mail` can never apply: `acme` may receive nothing at all'],
    ['nothing finds the category', { 'house.json': house({}, { where: { category: ['user.financial'] } }) },
      '`house/no-mail` can never apply: no detector finds `user.financial`'],
  ],
  covered: [
    ['another rule is wider and as strict', {
      'house.json': two({ where: { category: ['user.contact'] } }) },
    '`house/no-mail` changes nothing: `house/other` is as strict, for at least the same'],
    ['two rules say the same', {
      'house.json': two({ where: { category: ['user.contact.email'], context: ['personal'] } }) },
    '`house/other` changes nothing: `house/no-mail` is as strict, for at least the same'],
  ],
  'cut-grant': [
    ['a rule is stricter than a grant', { 'house.json': house({}, { where: { category: ['user.contact'], audience: ['partner'] } }) },
      '`user.contact.email` is declared as `mask`, but `house/no-mail` leaves no more than `redact`'],
    ['a ceiling lies below a coarse grant', { 'acme.json': acme({}, { categories: { user: { fidelity: 'mask' } } }) },
      '`user` is declared as `mask`, but `user.authorization` below it cannot be granted so to `partner`'],
  ],
  'unknown-tenant': [
    ['a rule misspells a tenant', {
      'house.json': house({}, { where: { tenant: ['t-43'] } }),
      'policy.json': manifest({ ...OWNER, postures: POSTURES, tenants: { 't-0043': {} } }) },
    'the manifest lists no tenant `t-43`; did you mean `t-0043`?'],
  ],
  'untested-rule': [
    ['no case names a rule', { 'cases.json': NAMELESS },
      'no case names the rule `house/no-mail` as a cause'],
    ['only a case that is known to fail names it', { 'cases.json': cases({ todo: 'not yet' }) },
      'no case names the rule `house/no-mail` as a cause'],
  ],
  'untested-entry': [
    ['no case names an entry', { 'cases.json': NAMELESS },
      'no case names the entry `acme/support` as a cause'],
  ],
  'open-posture': [
    ['the manifest says nothing', { 'policy.json': manifest(OWNER) },
      'the posture for `partner` is `open`: scalars that nobody classified leave as they are'],
    ['there is no manifest', { 'policy.json': notice({ ...OWNER, id: 'other' }) },
      'the posture for `public` is `open`: scalars that nobody classified leave as they are'],
  ],
  'slow-pattern': [
    ['a pattern asks for nothing', { 'd.json': { ...detectorFile({ patterns: ['\\w+-\\w+'] }), ...OWNER } },
      'the pattern of `badge` is slow: no digit and no letter is part of all that it matches'],
  ],
  'no-owner': [['a file has no owner', { 'house.json': house({ owner: undefined }) }, '`house` has no `owner`']],
  'no-why': [['an entry says no reason', { 'acme.json': acme({}, { why: undefined }) }, 'the entry `acme/support` does not say `why`']],
}

/** What is nearly wrong, and says nothing. */
const SILENT: readonly (readonly [what: string, check: string, documents: object])[] = [
  ['a narrower exception', 'wide-exception', {
    'house.json': house({}, { where: { app: ['acme'], tenant: ['t-1', 't-2'], use: ['essential'] } }),
    'exc.json': exception({ ...OWNER, scope: { app: 'acme', tenant: ['t-1'], use: ['essential.service'] }, valid: VALID }),
  }],
  ['an entry of a revoked app that has ended', 'ended', {
    'acme.json': acme({ status: 'revoked' }, { valid: { from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' } }) }],
  ['an entry that ends a second later', 'ended', {
    'acme.json': acme({}, { valid: { from: '2026-01-01T00:00:00Z', until: '2026-06-01T12:00:01Z' } }) }],
  ['an entry that ends in 31 days', 'ends-soon', {
    'acme.json': acme({}, { valid: { from: '2026-01-01T00:00:00Z', until: '2026-07-02T12:00:00Z' } }) }],
  ['an entry for the tenant itself, without a notice', 'no-notice', {
    'acme.json': acme({ audience: 'tenant' }, { requires: undefined }) }],
  ['a rule for the public, where no app is registered for it', 'never-applies', {
    'house.json': house({}, { where: { audience: ['public'] } }) }],
  ['a rule for a narrower circle than registered', 'never-applies', {
    'house.json': house({}, { where: { audience: ['self'] } }) }],
  ['a rule about what a detector of the policy finds', 'never-applies', {
    'house.json': house({}, { where: { category: ['user.financial'] } }),
    'd.json': { ...detectorFile({ category: 'user.financial.bank_account', keys: ['iban'] }), ...OWNER } }],
  ['a milder rule that is wider', 'covered', {
    'house.json': two({ where: { category: ['user.contact'] }, do: { outcome: 'mask' } }) }],
  ['a rule with another marker', 'covered', {
    'house.json': two({ where: { category: ['user.contact'] }, do: { outcome: 'redact', marker: '[x]' } }) }],
  ['a rule that holds while the other is suspended', 'covered', {
    'house.json': two({ where: { category: ['user.contact'] } }),
    'exc.json': exception({ ...OWNER, suspends: 'house/other', valid: VALID }) }],
  ['a grant that an exception helps', 'cut-grant', {
    'house.json': house({}, { where: { audience: ['partner'] } }), 'exc.json': exception({ ...OWNER, valid: VALID }) }],
  ['a grant that a rule cuts in some places', 'cut-grant', { 'house.json': house({}, { where: { path: ['/a/*'] } }) }],
  ['a grant that a rule cuts for some contexts', 'cut-grant', {
    'acme.json': acme({}, { categories: { 'user.contact.email': { fidelity: 'allow', context: ['business'] } } }) }],
  ['a tenant, where the manifest lists none', 'unknown-tenant', { 'house.json': house({}, { where: { tenant: ['t-43'] } }) }],
  ['an entry of an app that is not approved', 'untested-entry', {
    'acme.json': acme({ status: 'draft' }), 'cases.json': NAMELESS }],
  ['a pattern with a letter', 'slow-pattern', { 'd.json': { ...detectorFile({ patterns: ['E\\w+'] }), ...OWNER } }],
  ['cases without an owner', 'no-owner', {}],
]

describe('lint', () => {
  it('has nothing to say of a clean policy', () => {
    expect(items(clean())).to.deep.equal([])
  })

  it('has a story for every check', () => {
    expect(Object.keys(STORIES)).to.have.members(CHECKS.map(({ id }) => id))
    expect(new Set(CHECKS.map(({ id }) => id)).size).to.equal(CHECKS.length)
  })

  for (const [check, stories] of Object.entries(STORIES)) {
    for (const [what, documents, says] of stories) {
      it(`${check}: ${what}`, () => expect(said(check, clean(documents as Record<string, unknown>))).to.include(says))
    }
  }

  for (const [what, check, documents] of SILENT) {
    it(`${check} says nothing of ${what}`, () => {
      const found = items(clean(documents as Record<string, unknown>))
      expect(found.filter((item) => item.level === 'error' && item.check.startsWith('ERR_'))).to.deep.equal([])
      expect(found.filter((item) => item.check === check)).to.deep.equal([])
    })
  }

  it('says where it is and how it would be right', () => {
    const documents = clean({ 'acme.json': acme({}, { why: undefined }) })
    expect(items(documents)).to.deep.equal([{
      level: 'warning', check: 'no-why', message: 'the entry `acme/support` does not say `why`', file: 'acme.json',
      line: 11, column: 5, example: '"why": "Support staff see who called about a ticket."',
    }])
  })

  it('says nothing else while something stops the policy from being loaded', () => {
    const found = items(clean({ 'acme.json': acme({ owner: undefined, audience: 'everybody' }) }))
    expect(found.map(({ level, check }) => [level, check])).to.deep.equal([['error', 'ERR_EGRESS_POLICY_SCHEMA']])
  })

  it('holds words that are deprecated for errors, and says what to use', () => {
    const [item, ...others] = items(clean({ 'acme.json': acme({ defaultPurpose: 'personalize.profiling' }) }))
    expect(others).to.deep.equal([])
    expect(item).to.include({ level: 'error', check: 'ERR_EGRESS_POLICY_REFERENCE', example: '"personalize.content.profiling"' })
  })

  it('holds a case that points at nothing for an error', () => {
    const wrong = cases({ expect: { '/none': { outcome: 'allow', because: [] } } })
    expect(items(clean({ 'cases.json': wrong })).map(({ check }) => check)).to.deep.equal(['ERR_EGRESS_POLICY_REFERENCE'])
  })

  it('complains of no pack of this package, and knows what they cut', () => {
    const contact = acme({}, { categories: { 'user.location': { fidelity: 'allow' } } })
    const found = items(clean({ 'acme.json': contact }), NOW, true)
    expect(found.map(({ file, message }) => `${file}: ${message}`)).to.deep.equal([
      'acme.json: `user.location` is declared as `allow`, but `profile/place-not-outside` leaves no more than `drop`',
    ])
  })

  it('finds nothing that is wrong in the rules of this package', () => {
    const report = lintPolicy([join(ROOT, 'rules/declarations'), join(ROOT, 'rules/cases')], { now: NOW })
    expect(itemsOf(report).filter(({ level }) => level === 'error')).to.deep.equal([])
    expect(itemsOf(report).map(({ check }) => check)).to.include.members(['cut-grant', 'notice-not-given'])
  })

  it('lists every file, also those of which there is nothing to say', () => {
    const { subjects } = lintPolicy({ documents: clean() }, { now: NOW, basePacks: false })
    expect(subjects.map(({ file }) => file)).to.deep.equal(Object.keys(clean()))
  })
})
