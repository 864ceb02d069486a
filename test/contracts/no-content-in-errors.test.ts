import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { join } from 'node:path'
import { expect } from 'chai'
import express from 'express'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import type { EgressFilterOptions } from '../../lib/egress-options.ts'
import { EgressError, ERRORS, type ErrorCode } from '../../lib/errors.ts'
import type { BodyFormat, EgressContext } from '../../lib/pipeline/context.ts'
import { checkPolicy } from '../../lib/policy/policy.ts'
import { ROOT } from '../helpers/root.ts'

/** Occurs in everything below that a body or a careless policy could hold, and may occur nowhere else. */
const CANARY = 'zqcanary'
const MAIL = `${CANARY}@example.org`
const POLICY = join(ROOT, 'test', 'scenarios', 'policy')
const APP: EgressContext = { app: 'status-page' }

const BLOCKING = {
  documents: {
    'block.json': {
      kind: 'RedactionRules', schemaVersion: 1, id: 'house', layer: 'platform',
      rules: {
        'no-mail': {
          why: 'Addresses stay in the house.', since: '2026-01-01', severity: 'high',
          where: { category: ['user.contact.email'] }, do: { outcome: 'block' },
        },
      },
    },
  },
}

interface Failure {
  readonly code: ErrorCode
  readonly body: string | Buffer
  readonly format?: BodyFormat
  readonly app?: string
  readonly options?: EgressFilterOptions
}

const FAILURES: readonly Failure[] = [
  { code: 'ERR_EGRESS_SYNTAX', body: `{"${CANARY}": ${CANARY}}` },
  { code: 'ERR_EGRESS_SYNTAX', body: `{"email": "${MAIL}",}` },
  { code: 'ERR_EGRESS_SYNTAX', body: `{"email": "${MAIL}\\q"}` },
  { code: 'ERR_EGRESS_SYNTAX', body: `["${MAIL}"] "${CANARY}"` },
  { code: 'ERR_EGRESS_UTF8', body: Buffer.concat([Buffer.from(`["${MAIL}`), Buffer.of(0xff), Buffer.from('"]')]) },
  { code: 'ERR_EGRESS_TRUNCATED', body: `{"email": "${MAIL}` },
  { code: 'ERR_EGRESS_DEPTH', body: `${'['.repeat(600)}"${MAIL}"` },
  { code: 'ERR_EGRESS_KEY_SIZE', body: `{"${CANARY.repeat(4000)}": 1}` },
  { code: 'ERR_EGRESS_NUMBER_SIZE', body: `{"${CANARY}": 1${'0'.repeat(5000)}}` },
  { code: 'ERR_EGRESS_HOLD', body: `data: {"email": "${MAIL}"${' '.repeat(2000)}`, format: 'sse', options: { limits: { maxHeldBytes: 1000 } } },
  { code: 'ERR_EGRESS_FRAME', body: `${CANARY} (${CANARY})`, format: 'jsonp' },
  { code: 'ERR_EGRESS_BLOCKED', body: `{"email": "${MAIL}"}`, options: { policy: BLOCKING } },
  { code: 'ERR_EGRESS_REVOKED', body: `{"email": "${MAIL}"}`, app: 'old-importer' },
]

/** Policies that are wrong. Names and ids in them are shown, because they are what has to be corrected; values are not. */
const POLICIES: readonly (readonly [ErrorCode, string, unknown])[] = [
  ['ERR_EGRESS_POLICY_PARSE', 'a.json', `{"kind": "RedactionRules", "why": "${MAIL}" "x"}`],
  ['ERR_EGRESS_POLICY_PARSE', 'a.json', `{"why": "${CANARY}`],
  ['ERR_EGRESS_POLICY_PARSE', 'a.yaml', `kind: [${CANARY}`],
  ['ERR_EGRESS_POLICY_PARSE', 'a.yaml', `kind: RedactionRules\nwhy: "${CANARY}\n  - x: [`],
  ['ERR_EGRESS_POLICY_SCHEMA', 'a.json', { kind: 'RedactionRules', schemaVersion: MAIL, id: 'x' }],
  ['ERR_EGRESS_POLICY_SCHEMA', 'a.json', { kind: 'RedactionRules', schemaVersion: 1, id: 'x', owner: [MAIL], layer: 'platform' }],
  ['ERR_EGRESS_POLICY_SCHEMA', 'a.json', {
    kind: 'PolicyCases', schemaVersion: 1, id: 'x',
    cases: { one: { why: 'a case with a body', recipient: { app: 'nobody' }, at: CANARY, body: { email: MAIL }, expect: {} } },
  }],
]

/** Collects everything that is printed or warned of while `work` runs. */
async function overheard(work: () => Promise<void>): Promise<string> {
  const heard: unknown[] = []
  const undo: (() => void)[] = []
  const warn = (warning: Error): unknown => heard.push(warning)
  process.on('warning', warn)
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream)
    stream.write = (chunk: string | Uint8Array) => heard.push(chunk.toString()) > 0
    undo.push(() => (stream.write = write))
  }
  try {
    await work()
    await new Promise((resolve) => setImmediate(resolve))
  } finally {
    for (const restore of undo) restore()
    process.off('warning', warn)
  }
  return inspect(heard, { depth: 10, maxStringLength: null })
}

/** All that an error can be made to say. */
function everythingIn(error: unknown): string {
  return inspect(error, { depth: 10, showHidden: true, maxStringLength: null }) + JSON.stringify(error) + (error as Error).stack
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (cause) {
    return cause
  }
  throw new Error('nothing was thrown')
}

describe('contract: no content in errors', () => {
  for (const { code, body, format = 'json', app = 'status-page', options } of FAILURES) {
    it(`${code} of ${body.length} bytes of ${format} repeats nothing`, async () => {
      const receipts: Receipt[] = []
      let error: unknown
      const said = await overheard(async () => {
        const filter = createEgressFilter({ policy: POLICY, ...options, onReceipt: (receipt) => receipts.push(receipt) })
        const stream = filter.transform({ app }, format)
        stream.on('error', (cause) => (error = cause)).resume()
        stream.end(Buffer.from(body as string))
        await once(stream, 'close').catch(() => undefined)
      })
      expect(error).to.be.instanceOf(EgressError).with.property('code', code)
      expect(receipts).to.have.length(1)
      expect(everythingIn(error)).not.to.include(CANARY)
      expect(JSON.stringify(receipts)).not.to.include(CANARY)
      expect(said).not.to.include(CANARY)
    })
  }

  it('a stage that fails with the value in its message is not quoted', () => {
    const filter = createEgressFilter({ policy: POLICY })
    const session = filter.session(APP, 'json')
    const chunk = Buffer.from(`{"email": "${MAIL}"}`)
    const error = thrownBy(() => session.push(new Proxy(chunk, {
      get: (target, name) => {
        if (name === 'length') return target.length
        throw new TypeError(`cannot read ${MAIL}`)
      },
    })))
    expect(error).to.be.instanceOf(EgressError).with.property('code', 'ERR_EGRESS_STAGE')
    expect(everythingIn(error) + JSON.stringify(session.receipt())).not.to.include(CANARY)
  })

  it('a sink that fails with the value in its message is not heard', async () => {
    const said = await overheard(() => {
      const throwing = createEgressFilter({ policy: POLICY, onReceipt: () => { throw new Error(MAIL) } })
      const rejecting = createEgressFilter({ policy: POLICY, onReceipt: () => Promise.reject(new Error(MAIL)) })
      for (const filter of [throwing, rejecting]) filter.bytes(`["${MAIL}"]`, APP)
      return Promise.resolve()
    })
    expect(said).not.to.include(CANARY)
  })

  it('a response that cannot be filtered repeats nothing, and nothing is logged', async () => {
    let answer = ''
    const receipts: Receipt[] = []
    const said = await overheard(async () => {
      const filter = createEgressFilter({ policy: POLICY, onReceipt: (receipt) => receipts.push(receipt) })
      const app = express()
      app.use(filter.express({ identify: () => APP }))
      app.get('/', (_request, response) => void response.type('json').end(`{"email": "${MAIL}", ${CANARY}}`))
      const server = app.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const client = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent: false }).end()
      const [response] = await once(client, 'response') as [IncomingMessage]
      answer = `${response.statusCode} ${JSON.stringify(response.headers)} ${Buffer.concat(await response.toArray() as Buffer[]).toString()}`
      server.close()
      await once(server, 'close')
    })
    expect(answer).to.match(/^500 /).and.not.include(CANARY)
    expect(JSON.stringify(receipts)).not.to.include(CANARY)
    expect(said).not.to.include(CANARY)
  })

  for (const [code, file, document] of POLICIES) {
    it(`${code} of ${JSON.stringify(document).length} characters in ${file} repeats no value`, () => {
      const source = { documents: { [file]: document } }
      expect(checkPolicy(source).map((problem) => problem.code)).to.include(code)
      expect(everythingIn(thrownBy(() => createEgressFilter({ policy: source })))).not.to.include(CANARY)
    })
  }

  it('covers every code that a body alone can cause', () => {
    const elsewhere = ['STAGE', 'MEDIA_TYPE', 'CHARSET', 'ENCODING', 'HEADER', 'PARTIAL', 'ENDED', 'IDENTITY'].map((name) => `ERR_EGRESS_${name}`)
    const ofBodies = Object.entries(ERRORS).filter(([, { kind }]) => kind === 'body').map(([code]) => code)
    expect([...new Set([...FAILURES.map(({ code }) => code), ...elsewhere])]).to.have.members(ofBodies)
  })
})
