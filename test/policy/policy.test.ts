import { expect } from 'chai'
import fc from 'fast-check'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { categoryIndex } from '../../lib/detect/category.ts'
import { EgressError } from '../../lib/errors.ts'
import { checkPolicy, loadPolicy } from '../../lib/policy/policy.ts'
import type { CompiledPolicy } from '../../lib/policy/policy.ts'
import { said } from '../decide/fixture.ts'
import { complaints, declaration, exception, manifest, notice, ruleFile } from './fixture.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const BIRTH = 'user.demographic.date_of_birth'
const SUPPORT = { purpose: 'essential.service.operations.support' }

function ask(policy: CompiledPolicy, recipient: object, category = 'user.contact.email'): string {
  const table = policy.tableFor({ app: 'acme', ...SUPPORT, ...recipient }, NOW, () => [])
  return said(table.decide(categoryIndex(category), 2, 1, 1, 0))
}

/** The same data with the members of all objects in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random))
  if (typeof value !== 'object' || value === null) return value
  const members: [string, unknown][] = Object.entries(value)
  const drawn = members.map(([name, member]) => ({ at: random(), name, member: shuffled(member, random) }))
  return Object.fromEntries(drawn.sort((a, b) => a.at - b.at).map(({ name, member }) => [name, member]))
}

describe('policy', () => {
  const entry = {
    use: 'essential.service.operations.support',
    categories: {
      'user.contact.email': { fidelity: 'mask' }, 'user.name': { fidelity: 'tag' },
      'user.job_title': { fidelity: 'allow' },
    },
    valid: { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
  }
  const documents = {
    'a.json': declaration({}, { requires: { notices: ['sharing@1'] } }),
    'b.json': declaration({
      id: 'other', disclosures: { one: entry, two: { ...entry, use: 'essential' }, three: entry },
    }),
    'r.json': ruleFile({ rules: {
      one: (ruleFile().rules as Record<string, object>)['no-mail'],
      two: { ...(ruleFile().rules as Record<string, object>)['no-mail'], where: { path: ['/b/**', '/a/*'] } },
    } }),
    'e.json': exception({ suspends: 'house/one' }), 'n.json': notice({ materialSince: 1 }),
    'm.json': manifest({ version: '2026.1', regions: ['GB'], domains: ['example.org'], documented: ['/c'],
      tenants: { 't-1': { regions: ['DE'] } } }),
  }

  it('decides as its files say', () => {
    const policy = loadPolicy({ documents })
    expect(ask(policy, {})).to.equal('redact house/one')
    expect(ask(policy, {}, 'user.name')).to.equal('redact undeclared:user.name')
    const free = loadPolicy({ documents: { 'a.json': declaration() } })
    expect(ask(free, {})).to.equal('mask acme/support')
    expect(ask(free, { app: 'nobody' })).to.equal('redact undeclared:user.contact.email')
  })

  it('is the same for every order of files and members, digest included', () => {
    const reference = loadPolicy({ documents })
    fc.assert(fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (stream) => {
      const random = (): number => stream.next().value as number
      const policy = loadPolicy({ documents: shuffled(documents, random) as Record<string, unknown> })
      expect(policy.digest).to.equal(reference.digest)
      expect(JSON.stringify(policy.rulebook)).to.equal(JSON.stringify(reference.rulebook))
      expect(new Map(policy.rulebook.registrations)).to.deep.equal(new Map(reference.rulebook.registrations))
      expect(new Map(policy.rulebook.notices)).to.deep.equal(new Map(reference.rulebook.notices))
      expect(ask(policy, {})).to.equal(ask(reference, {}))
    }), { numRuns: 20 })
  })

  it('has another digest when it says something else, and is named after both', () => {
    const one = loadPolicy({ documents })
    const two = loadPolicy({ documents: { ...documents, 'b.json': declaration({ id: 'other', description: 'x' }) } })
    expect(two.digest).not.to.equal(one.digest)
    expect(one.digest).to.match(/^[0-9a-f]{64}$/)
    expect(one.rulebook.id).to.equal(`2026.1+${one.digest.slice(0, 12)}`)
  })

  it('says the same in YAML and JSON', () => {
    const yaml = 'kind: PolicyManifest\nschemaVersion: 1\nid: policy\nversion: "1"\nminConfidence: 0.25\n'
    expect(loadPolicy({ documents: { 'm.yaml': yaml } }).digest)
      .to.equal(loadPolicy({ documents: { 'm.json': manifest({ minConfidence: 0.25 }) } }).digest)
  })

  it('knows regions and domains by tenant', () => {
    const policy = loadPolicy({ documents })
    expect(policy.regionsFor('t-1')).to.deep.equal(['DE'])
    expect(policy.regionsFor('t-2')).to.deep.equal(['GB'])
    expect(policy.regionsFor(null)).to.deep.equal(['GB'])
    expect(policy.businessDomainsFor('t-1')).to.deep.equal(['example.org'])
    expect(policy.regionsFor('__proto__')).to.deep.equal(['GB'])
  })

  it('reads numbers in the regions that an app declared, too', () => {
    const policy = loadPolicy({ documents: { ...documents, 'a.json': declaration({ regions: ['FR', 'DE'] }) } })
    const { id } = declaration() as { readonly id: string }
    expect(policy.regionsFor('t-1', id)).to.deep.equal(['DE', 'FR'])
    expect(policy.regionsFor(null, id)).to.deep.equal(['GB', 'FR', 'DE'])
    for (const app of ['nobody', '__proto__']) expect(policy.regionsFor('t-1', app)).to.deep.equal(['DE'])
  })

  it('knows the audience of an app, the public for one that it does not know', () => {
    const policy = loadPolicy({ documents })
    expect(policy.audienceOf('acme')).to.equal('partner')
    for (const app of ['nobody', '__proto__', 'constructor']) expect(policy.audienceOf(app)).to.equal('public')
  })

  it('takes names from the prototype for names like any other', () => {
    for (const id of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const rules = { [id]: (ruleFile().rules as Record<string, object>)['no-mail'] }
      const disclosures = { [id]: (declaration().disclosures as { readonly support: object }).support }
      const named = { 'r.json': ruleFile({ id, rules }), 'd.json': declaration({ id, disclosures }) }
      const policy = loadPolicy({ documents: named })
      expect(ask(policy, { app: id })).to.equal(`redact ${id}/${id}`)
      expect(policy.regionsFor(id)).to.deep.equal([])
    }
    expect(complaints({ 'd.json': '{"kind": "__proto__"}' })[0]).to.contain('there is no kind `__proto__`')
    expect(complaints({ 'd.json': '{"kind": "constructor"}' })[0]).to.contain('there is no kind `constructor`')
  })

  it('knows postures: documented as soon as anything is documented', () => {
    expect(loadPolicy({ documents }).rulebook.postures.partner).to.equal('documented')
    expect(loadPolicy({ documents: {} }).rulebook.postures.public).to.equal('open')
    const strict = manifest({ postures: { public: 'closed' }, harmless: ['/b', '/a'] })
    const closed = loadPolicy({ documents: { 'm.json': strict } })
    expect(closed.rulebook.postures).to.deep.equal({ self: 'open', tenant: 'open', partner: 'open', public: 'closed' })
    expect(closed.rulebook.paths).to.deep.equal(['/a', '/b'])
    const status = closed.tableFor({ app: 'nobody' }, NOW, (state) => [state])
    expect([0, 1, 2].map((state) => status.unclassified(state).outcome)).to.deep.equal([0, 0, 6])
  })

  it('lets a file tighten what is undeclared, never loosen it', () => {
    const undeclared = { 'user.contact': 'drop', [BIRTH]: 'redact' }
    const silent = declaration({ disclosures: {} })
    const policy = loadPolicy({ documents: { 'd.json': silent, 'r.json': ruleFile({ undeclared, rules: undefined }) } })
    expect(ask(policy, {})).to.equal('drop undeclared:user.contact.email')
    expect(ask(policy, {}, BIRTH)).to.equal(`drop undeclared:${BIRTH}`)
  })

  it('is frozen', () => {
    const policy = loadPolicy({ documents })
    for (const part of [policy, policy.rulebook, policy.rulebook.rules, policy.rulebook.paths, policy.documents]) {
      expect(part).to.be.frozen
    }
    for (const { body } of policy.documents) expect(body).to.be.frozen
  })

  describe('from files', () => {
    let folder = ''
    beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'policy-')) })
    afterEach(() => rmSync(folder, { recursive: true }))
    const put = (name: string, text: string | Uint8Array): string => {
      const path = join(folder, name)
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(path, text)
      return path
    }

    it('reads a folder with everything below it, and nothing that is hidden or of another kind', () => {
      put('apps/acme.json', JSON.stringify(declaration()))
      const yaml = (id: string): string => `kind: RedactionRules\nschemaVersion: 1\nid: ${id}\n`
      put('rules.yml', `${yaml('house')}---\n${yaml('more')}`)
      put('.hidden.json', 'no')
      put('.git/x.json', 'no')
      put('notes.md', 'no')
      const { documents: read } = loadPolicy(folder, { basePacks: false })
      expect(read.map(({ body }) => body.id).sort()).to.deep.equal(['acme', 'house', 'more'])
    })

    it('reads lists of files and folders', () => {
      const file = put('one/acme.json', JSON.stringify(declaration()))
      put('two/rules.json', JSON.stringify(ruleFile()))
      expect(loadPolicy([file, join(folder, 'two')], { basePacks: false }).documents.length).to.equal(2)
    })

    it('leaves cases out of the policy', () => {
      put('acme.json', JSON.stringify(declaration()))
      const { digest } = loadPolicy(folder)
      const one = {
        why: 'w', recipient: { app: 'acme' }, at: '2026-01-01T00:00:00Z', body: 1,
        expect: { '': { outcome: 'allow', because: [] } },
      }
      put('cases.json', JSON.stringify({ kind: 'PolicyCases', schemaVersion: 1, id: 'c', cases: { one } }))
      expect(loadPolicy(folder).digest).to.equal(digest)
    })

    it('says what cannot be read', () => {
      const missing = join(folder, 'missing')
      const binary = put('binary.json', new Uint8Array([0x22, 0xff, 0x22]))
      const whats = checkPolicy([missing, binary]).map(({ what }) => what)
      expect(whats.sort()).to.deep.equal(['it does not exist', 'it is not UTF-8'])
      expect(() => loadPolicy(missing)).to.throw(EgressError).with.property('code', 'ERR_EGRESS_POLICY_READ')
    })

    it('reads a file that begins with a byte order mark', () => {
      put('a.json', `\uFEFF${JSON.stringify(declaration())}`)
      expect(checkPolicy(folder)).to.deep.equal([])
    })

    it('refuses a file that is too large', () => {
      put('large.json', ' '.repeat(4_194_305))
      expect(checkPolicy(folder)[0]?.what).to.equal('it is larger than 4194304 bytes')
    })
  })

  describe('that is wrong', () => {
    it('is one error, at the place of the first mistake', () => {
      const wrong = { 'b.json': manifest({ mode: 'off' }), 'a.json': '{\n "kind": 1 }' }
      const error = catchError(() => loadPolicy({ documents: wrong }))
      expect(error.code).to.equal('ERR_EGRESS_POLICY_SCHEMA')
      expect([error.file, error.line, error.column]).to.deep.equal(['a.json', 2, 10])
      expect(error.message.split('\n').slice(1)).to.deep.equal([
        '  b.json:6:11: `/mode` must be one of enforce, tag, report; for example: "mode": "enforce"'])
    })

    it('shows twenty mistakes and counts the others', () => {
      const names = Array.from({ length: 25 }, (_, n) => `${n + 10}.json`)
      const wrong = Object.fromEntries(names.map((name) => [name, '[]']))
      const lines = catchError(() => loadPolicy({ documents: wrong })).message.split('\n')
      expect(lines.length).to.equal(21)
      expect(lines[20]).to.equal('  and 5 more')
    })

    it('takes entries that follow each other for no contradiction', () => {
      const next = { ...entry, valid: { from: '2027-01-01T00:00:00Z', until: '2028-01-01T00:00:00Z' } }
      const clear = { ...next, categories: { 'user.name': { fidelity: 'allow' } } }
      expect(complaints({ 'd.json': declaration({ disclosures: { entry, clear } }) })).to.deep.equal([])
      const early = { ...clear, valid: { ...next.valid, from: '2026-12-31T23:59:59Z' } }
      expect(complaints({ 'd.json': declaration({ disclosures: { entry, early } }) })[0]).to.contain('`user.name` is `')
    })

    it('does not blame a file for what another one lacks because it was not understood', () => {
      const broken = { 'd.json': declaration(), 'r.json': '{', 'e.json': exception() }
      expect(complaints(broken).map((line) => line.split(':')[0])).to.deep.equal(['r.json'])
    })
  })
})

function catchError(run: () => unknown): EgressError {
  try {
    run()
  } catch (cause) {
    if (cause instanceof EgressError) return cause
  }
  throw new Error('expected an EgressError')
}
