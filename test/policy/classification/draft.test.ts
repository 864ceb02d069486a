import { expect } from 'chai'
import { createEgressFilter } from '../../../lib/egress-filter.ts'
import { draftOf, type Draft } from '../../../lib/policy/classification/draft.ts'
import { proposalsFor } from '../../../lib/policy/classification/proposals.ts'
import { writeYaml } from '../../../lib/policy/classification/write-yaml.ts'
import type { DetectorBody } from '../../../lib/policy/document.ts'
import { checkPolicy, loadPolicy } from '../../../lib/policy/policy.ts'
import { declaration, detectorFile } from '../fixture.ts'
import { placesIn, policyOf } from './fixture.ts'

const NOW = Date.parse('2026-06-01T12:34:56Z')
const MAILS = Array.from({ length: 9 }, (_, index) => `a${index}@example.org`)

function draft(bodies: readonly object[], policy = policyOf(), app = 'draft'): Draft {
  const places = placesIn(bodies, policy)
  return draftOf(policy, proposalsFor(places).proposals, places, { app, now: NOW })
}

function detectorsIn({ documents }: Draft): readonly DetectorBody[] {
  return documents.flatMap((document) => (document.kind === 'Detectors' ? Object.values(document.detectors) : []))
}

/** Keys and types of the detectors of a draft. */
function detectors(...bodies: readonly object[]): unknown {
  return detectorsIn(draft(bodies)).map(({ category, keys, types }) => [category, keys, types])
}

describe('policy: drafts', () => {
  it('declare what was found, redacted, as a draft that ends', () => {
    const body = { email: 'a@example.org', colour: 'blue', contact: { lastName: 'Abel', email: 'b@example.org' } }
    expect(draft([body]).documents).to.deep.equal([{
      kind: 'DisclosureDeclaration', schemaVersion: 1, id: 'draft', status: 'draft', app: { name: 'draft' },
      audience: 'self',
      description: 'Made from bodies by `pii-egress scan`. Nothing is granted while the status is draft.',
      disclosures: {
        'seen-in-bodies': {
          use: 'essential.service',
          why: 'Draft: a person has to decide for which purpose this is disclosed, to whom, how clearly, and whether.',
          categories: {
            'user.contact.email': { fidelity: 'redact', reason: 'found at /contact/email and 1 more' },
            'user.name.last': { fidelity: 'redact', reason: 'found at /contact/lastName' },
          },
          valid: { from: '2026-06-01T00:00:00Z', until: '2026-08-30T00:00:00Z' },
        },
      },
    }])
  })

  it('leave out what can be granted to nobody, and say so', () => {
    const link = `https://example.org/a?X-Amz-Signature=${'0123456789abcdef'.repeat(2)}`
    const { documents, neverGranted } = draft([{ password: 'hunter2', recordingUrl: link }])
    expect(neverGranted).to.deep.equal(['user.authorization.credentials'])
    expect(JSON.stringify(documents)).to.include('system.authentication.signed_url')
    expect(JSON.stringify(documents)).not.to.include('credentials')
    expect(checkPolicy({ documents: { 'a.yaml': writeYaml(documents) } })).to.deep.equal([])
  })

  it('can be loaded beside the policy that they were made under, and again beside themselves', () => {
    const given = [declaration({ id: 'acme' }), detectorFile({ keys: ['badge no'] }, 'seen-email')] as const
    const policy = policyOf(...given)
    const bodies = [{ label: MAILS, badgeNo: 'x', password: 'hunter2', phone: '+44 7700 900123', note: 'a' }]
    const first = writeYaml(draft(bodies, policy, 'acme').documents)
    const documents = { 'a.json': given[0], 'b.json': given[1], 'c.yaml': first }
    expect(checkPolicy({ documents })).to.deep.equal([])
    const both = loadPolicy({ documents })
    expect([...both.rulebook.registrations.keys()]).to.deep.equal(['acme', 'acme-2'])
    expect(both.detectors.map(({ id }) => id)).to.deep.equal(['seen-email', 'seen-email-2'])
    const second = writeYaml(draft([...bodies, { message: MAILS }], both, 'acme').documents)
    expect(checkPolicy({ documents: { ...documents, 'd.yaml': second } })).to.deep.equal([])
  })

  it('grant nothing', () => {
    const body = { email: 'a@example.org', lastName: 'Abel', phone: '+44 7700 900123' }
    const documents = { 'a.yaml': writeYaml(draft([body]).documents) }
    const filter = createEgressFilter({ policy: { documents }, clock: () => NOW })
    const context = { app: 'draft', purpose: 'essential.service', audience: 'self' } as const
    expect(JSON.parse(filter.bytes(JSON.stringify(body), context).body.toString()))
      .to.deep.equal({ email: '[email]', lastName: '[name]', phone: '[phone]' })
  })

  it('are empty where nothing was found', () => {
    const { documents } = draft([{ colour: 'blue' }])
    expect(documents).to.have.length(1)
    expect(documents[0]).to.deep.include({ disclosures: {} })
    expect(checkPolicy({ documents: { 'a.yaml': writeYaml(documents) } })).to.deep.equal([])
  })

  it('propose detectors for keys of which values alone say what they are', () => {
    expect(detectors({ label: MAILS })).to.deep.equal([['user.contact.email', ['label'], 'string']])
    expect(detectors({ label: MAILS.slice(0, 4) }), 'few').to.deep.equal([])
    expect(detectors({ label: MAILS.map((mail) => `to ${mail}`) }), 'in texts').to.deep.equal([])
    expect(detectors({ label: [...MAILS, 'x', 'y'] }), 'of some').to.deep.equal([])
    expect(detectors({ label: [...MAILS, 'x'] }), 'of nearly all').to.have.length(1)
    expect(detectors({ label: MAILS }, { box: { label: ['x', 'y'] } }), 'elsewhere not').to.deep.equal([])
    expect(detectors({ label: MAILS.slice(0, 4) }, { box: { label: MAILS } }), 'elsewhere too').to.have.length(1)
    expect(detectors({ email: MAILS }), 'known by its key').to.deep.equal([])
    expect(detectors({ zorn: MAILS }), 'not told').to.deep.equal([])
    expect(detectors(MAILS), 'without a key').to.deep.equal([])
    const numbers = MAILS.map((_, index) => `+44 7700 90012${index}`)
    expect(detectors({ label: MAILS, target: MAILS, field: numbers })).to.deep.equal([
      ['user.contact.email', ['label', 'target'], 'string'], ['user.contact.phone_number', ['field'], 'string'],
    ])
  })

  it('split detectors that would have more keys than the schema lets them', () => {
    const words = ['label', 'message', 'title', 'text', 'subject', 'topic', 'target', 'source', 'value']
    const keys = words.flatMap((one) => words.map((other) => `${one}_${other}`))
    const made = draft([Object.fromEntries(keys.map((key) => [key, MAILS]))])
    const sizes = detectorsIn(made).map((detector) => detector.keys?.length)
    expect(sizes[0]).to.equal(64)
    expect(sizes).to.have.length(2)
    expect(checkPolicy({ documents: { 'a.yaml': writeYaml(made.documents) } })).to.deep.equal([])
  })
})
