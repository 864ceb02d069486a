import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { compareOn, type BodyChange } from '../../lib/cli/corpus.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const BODY = { extension: '6001', people: { 'ann.abel@example.org': { phone: '+44 7700 900123' } } }

/** An app that is shown extensions, with what a test changes. */
function declaration(changed: object = {}): object {
  return {
    kind: 'DisclosureDeclaration', schemaVersion: 1, id: 'wallboard', owner: 'contact-centre@example.org',
    description: 'The screen on the wall.', status: 'approved', app: { name: 'Wallboard', actions: ['read presence'] },
    audience: 'tenant', defaultPurpose: 'essential.service.operations',
    disclosures: {
      lines: {
        use: 'essential.service.operations', why: 'Supervisors see which line is free.',
        categories: { 'user.contact.phone_number.extension': { fidelity: 'allow' } },
        valid: { from: '2026-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z' },
      },
    },
    ...changed,
  }
}

const BLOCKING = {
  kind: 'RedactionRules', schemaVersion: 1, id: 'house', owner: 'privacy@example.org', layer: 'platform',
  rules: {
    stop: {
      why: 'A number in a response is a mistake of the service.', since: '2026-01-01', severity: 'high',
      where: { category: ['user.contact.phone_number'] }, do: { outcome: 'block' },
    },
  },
}

const REPORTING = {
  kind: 'PolicyManifest', schemaVersion: 1, id: 'house', owner: 'privacy@example.org', version: '2026.1', mode: 'report',
}

describe('cli: bodies under two policies', () => {
  let folder = ''
  before(() => { folder = mkdtempSync(join(tmpdir(), 'pii-egress-corpus-')) })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const policyOf = (...documents: readonly object[]): ReturnType<typeof loadPolicy> => {
    const where = mkdtempSync(join(folder, 'policy-'))
    documents.forEach((document, index) => writeFileSync(join(where, `${index}.json`), JSON.stringify(document)))
    return loadPolicy(where)
  }

  const changesOf = (
    before: readonly object[], after: readonly object[], body: string = JSON.stringify(BODY),
  ): readonly BodyChange[] => {
    const bodies = mkdtempSync(join(folder, 'bodies-'))
    writeFileSync(join(bodies, 'people.json'), body)
    mkdirSync(join(bodies, 'old'))
    return compareOn(bodies, policyOf(...before), policyOf(...after), NOW)
  }

  const inWords = (changes: readonly BodyChange[]): string[] =>
    changes.map(({ direction, app, pointer, category, before, after }) =>
      `${direction} ${app} ${pointer}: ${category} ${before} -> ${after}`)

  it('are the same under the same policy', () => {
    expect(changesOf([declaration()], [declaration()])).to.deep.equal([])
  })

  it('show a value that an app is no longer given', () => {
    expect(inWords(changesOf([declaration()], [declaration({ disclosures: {} })]))).to.deep.equal([
      'tighten wallboard /extension: user.contact.phone_number.extension allow -> redact',
    ])
  })

  it('are kept from an app whose registration is withdrawn, as a whole', () => {
    expect(inWords(changesOf([declaration()], [declaration({ status: 'revoked' })]))).to.deep.equal([
      'tighten wallboard : (the whole body) allow -> block',
    ])
    expect(inWords(changesOf([declaration({ status: 'revoked' })], [declaration({ status: 'revoked' })]))).to.deep.equal([])
  })

  it('are stopped by a rule that blocks, for apps that nobody knows, too', () => {
    expect(inWords(changesOf([declaration()], [declaration(), BLOCKING]))).to.deep.equal([
      'tighten wallboard : (the whole body) allow -> block',
      'tighten (unregistered) : (the whole body) allow -> block',
    ])
    expect(changesOf([declaration()], [declaration(), BLOCKING], '{"lines":2}')).to.deep.equal([])
  })

  it('show no key that is private under either policy', () => {
    const everything = declaration({
      disclosures: {
        all: {
          use: 'essential.service.operations', why: 'The operators call people.',
          categories: { 'user.contact': { fidelity: 'allow' } },
          valid: { from: '2026-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z' },
        },
      },
    })
    for (const [before, after] of [[declaration(), everything], [everything, declaration()]] as const) {
      const changes = changesOf([before], [after])
      expect(changes.map(({ pointer }) => pointer)).to.deep.equal(['/people/{key}', '/people/{key}/phone'])
      expect(JSON.stringify(changes)).not.to.include('ann.abel')
    }
  })

  it('leave as they are while a policy only reports', () => {
    expect(inWords(changesOf([declaration()], [REPORTING, declaration()]))).to.deep.equal([
      'loosen wallboard /people/{key}: user.contact.email redact -> allow',
      'loosen wallboard /people/{key}/phone: user.contact.phone_number redact -> allow',
      'loosen (unregistered) /extension: user.contact.phone_number.extension redact -> allow',
      'loosen (unregistered) /people/{key}: user.contact.email redact -> allow',
      'loosen (unregistered) /people/{key}/phone: user.contact.phone_number redact -> allow',
    ])
  })

  it('must be there', () => {
    const empty = mkdtempSync(join(folder, 'empty-'))
    writeFileSync(join(empty, 'lines.ndjson'), '{}')
    expect(() => compareOn(empty, policyOf(declaration()), policyOf(declaration()), NOW))
      .to.throw('there is no body in it: .json').with.property('code', 'ERR_EGRESS_FILE')
  })

  it('name the file of a body that is none, and show nothing of it', () => {
    expect(() => changesOf([declaration()], [declaration()], '{"phone":"+44 7700 900'))
      .to.throw(/`people\.json`: the body ended/).with.property('code', 'ERR_EGRESS_FILE')
  })
})
