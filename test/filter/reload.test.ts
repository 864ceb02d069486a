import { expect } from 'chai'
import express from 'express'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { createEgressFilter, EgressError } from '../../lib/index.ts'
import type { EgressFilter, Reload } from '../../lib/index.ts'
import { exchange, serving } from '../adapters/support/wire.ts'
import { declaration, manifest, ruleFile } from '../policy/fixture.ts'

const SUPPORT = 'essential.service.operations.support'
const TO = { app: 'acme', purpose: SUPPORT } as const
const clock = (): number => Date.parse('2026-06-01T00:00:00Z')

/** A policy under which addresses leave as this marker says. */
function marking(marker: string): { documents: Record<string, unknown> } {
  const rules = ruleFile({}, { do: { outcome: 'redact', marker } })
  return { documents: { 'a.json': rules, 'b.json': declaration({ defaultPurpose: SUPPORT }) } }
}

const MARKERS = ['[one]', '[two]', '[three]']
const RECORD = '{"email":"avery@example.org","n":1},'
const RECORDS = 40

/** A response that is written in many pieces, under whatever policy was in force when it began. */
class Response {
  private readonly session: ReturnType<EgressFilter['session']>
  private readonly out: Buffer[] = []
  private readonly body: string
  private at = 0
  private readonly step: number

  constructor(egress: EgressFilter, step: number) {
    this.session = egress.session(TO, 'json')
    this.body = `[${RECORD.repeat(RECORDS)}null]`
    this.step = step
  }

  /** @returns true when all is written */
  write(): boolean {
    if (this.at >= this.body.length) {
      this.out.push(...this.session.end())
      return true
    }
    this.out.push(...this.session.push(Buffer.from(this.body.slice(this.at, this.at + this.step))))
    this.at += this.step
    return false
  }

  get text(): string {
    return Buffer.concat(this.out).toString()
  }

  get policy(): string {
    return this.session.receipt().policy
  }
}

describe('filter: loading the policy again', () => {
  it('1,000 times under load mixes no response', () => {
    const policies = MARKERS.map(marking)
    const egress = createEgressFilter({ policy: policies[0] ?? '', clock })
    const ids = new Map<string, string>()
    const open: { response: Response; marker: string; policy: string }[] = []
    let finished = 0
    for (let turn = 0; turn < 1000; turn++) {
      const which = turn % MARKERS.length
      const { policy } = egress.reload(policies[which])
      expect(egress.policy).to.equal(policy)
      ids.set(policy, MARKERS[which] ?? '')
      open.push({ response: new Response(egress, 7 + (turn % 61)), marker: MARKERS[which] ?? '', policy })
      for (let at = open.length - 1; at >= 0; at--) {
        const one = open[at]
        if (one?.response.write() !== true) continue
        const { response, marker, policy: began } = one
        expect(response.text).to.equal(`[${RECORD.replace('avery@example.org', marker).repeat(RECORDS)}null]`)
        expect(response.policy).to.equal(began)
        open.splice(at, 1)
        finished++
      }
    }
    expect(finished).to.be.above(700)
    expect([...ids.values()].sort()).to.deep.equal([...MARKERS].sort())
  })

  it('that cannot be loaded leaves the last good one in force, and says why', () => {
    const egress = createEgressFilter({ policy: marking('[one]'), clock })
    const before = egress.policy
    const wrong = { documents: { 'a.json': ruleFile({}, { do: { outcome: 'remove' } }) } }
    expect(() => egress.reload(wrong)).to.throw(EgressError, /a[.]json:\d+:\d+/)
    expect(egress.policy).to.equal(before)
    expect(egress.bytes('{"email":"avery@example.org"}', TO).body.toString()).to.equal('{"email":"[one]"}')
    expect(egress.reload()).to.deep.equal({ policy: before, previous: before, error: null })
  })

  it('that revokes an app ends its open responses with the next piece', () => {
    const egress = createEgressFilter({ policy: marking('[one]'), clock })
    const session = egress.session(TO, 'json')
    session.push(Buffer.from('[{"n":1},'))
    egress.reload({ documents: { 'b.json': declaration({ status: 'revoked' }) } })
    expect(() => session.push(Buffer.from('{"n":2}]'))).to.throw(EgressError).with.property('code', 'ERR_EGRESS_REVOKED')
    expect(() => session.end()).to.throw(EgressError)
  })

  it('keeps pseudonyms as they are', () => {
    const policy = { documents: { 'b.json': declaration({ defaultPurpose: SUPPORT }, { categories: { 'user.contact.email': { fidelity: 'pseudonymise' } } }) } }
    const egress = createEgressFilter({ policy, clock })
    const stand = (): string => egress.bytes('{"email":"avery@example.org"}', TO).body.toString()
    const first = stand()
    egress.reload({ documents: { ...policy.documents, 'm.json': manifest({ version: '2' }) } })
    expect(egress.policy).to.match(/^2[+]/)
    expect(stand()).to.equal(first).and.not.contain('avery')
  })

  it('is seen at the wire: header, entity tag and body change together', async () => {
    const egress = createEgressFilter({ policy: marking('[one]'), clock })
    const app = express()
    app.use(egress.express({ identify: () => TO }))
    app.get('/', (_request, response) => void response.json({ email: 'avery@example.org' }))
    await serving(app, async (port) => {
      const first = await exchange(port, { path: '/' })
      expect(first.headers.get('egress-policy')).to.deep.equal([`"${egress.policy}"`])
      egress.reload(marking('[two]'))
      const second = await exchange(port, { path: '/' })
      expect(second.headers.get('egress-policy')).to.deep.equal([`"${egress.policy}"`])
      expect([first.body.toString(), second.body.toString()]).to.deep.equal(['{"email":"[one]"}', '{"email":"[two]"}'])
      expect(first.headers.get('etag')).to.not.deep.equal(second.headers.get('etag'))
    })
  })

  it('in another mode than enforce is said in the header', async () => {
    const egress = createEgressFilter({ policy: marking('[one]'), mode: 'report', clock })
    const app = express()
    app.use(egress.express({ identify: () => TO }))
    app.get('/', (_request, response) => void response.json({ email: 'avery@example.org' }))
    await serving(app, async (port) => {
      expect((await exchange(port, { path: '/' })).headers.get('egress-policy')).to.deep.equal([`"${egress.policy}";mode=report`])
    })
  })

  describe('from files that are watched', () => {
    let folder: string
    beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'pii-egress-reload-')) })
    afterEach(() => rmSync(folder, { recursive: true }))

    const put = (name: string, text: string): void => {
      writeFileSync(join(folder, `.${name}`), text)
      renameSync(join(folder, `.${name}`), join(folder, name))
    }
    const until = async (done: () => boolean): Promise<void> => {
      while (!done()) await passing(5)
    }

    it('follows good changes, and stays where it is after bad ones', async () => {
      const seen: Reload[] = []
      put('manifest.json', JSON.stringify(manifest({ version: 'first' })))
      const egress = createEgressFilter({ policy: folder, watchEvery: 10, onReload: (reload) => void seen.push(reload), clock })
      put('manifest.json', JSON.stringify(manifest({ version: 'second' })))
      await until(() => seen.length === 1)
      expect(egress.policy).to.match(/^second[+]/)
      put('manifest.json', '{ "kind": "PolicyManifest", ')
      await until(() => seen.length === 2)
      expect(seen[1]?.error?.code).to.equal('ERR_EGRESS_POLICY_PARSE')
      expect(egress.policy).to.match(/^second[+]/)
      put('other.json', JSON.stringify(ruleFile()))
      put('manifest.json', JSON.stringify(manifest({ version: 'third' })))
      await until(() => /^third[+]/.test(egress.policy))
      egress.close()
      put('manifest.json', JSON.stringify(manifest({ version: 'fourth' })))
      await passing(60)
      expect(egress.policy).to.match(/^third[+]/)
    })

    it('warns where nobody listens', async () => {
      put('manifest.json', JSON.stringify(manifest()))
      const egress = createEgressFilter({ policy: folder, watchEvery: 10, clock })
      const warned = new Promise<Error>((resolve) => process.once('warning', resolve))
      put('manifest.json', 'kind')
      const warning = await warned
      expect(warning.message).to.contain(`${egress.policy} stays in force`).and.contain('manifest.json:1:1')
      egress.close()
    })
  })
})
