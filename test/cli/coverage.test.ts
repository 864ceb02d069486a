import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import { openReceiptLog } from '../../lib/log/receipt-log.ts'
import { ROOT } from '../helpers/root.ts'
import { run } from './command.ts'

const API = join(ROOT, 'test', 'scenarios', 'lines')
const POLICY = join(API, 'policy')
const CANARY = 'zqcanary'

describe('cli: coverage', () => {
  let folder = ''
  before(() => { folder = mkdtempSync(join(tmpdir(), 'pii-egress-coverage-')) })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const coverage = (...more: readonly string[]): ReturnType<typeof run> =>
    run(['coverage', '--openapi', join(API, 'lines.yaml'), '--policy', POLICY, ...more])

  it('compares with what apps received, of several sources together', async () => {
    const log = join(folder, 'receipts.ndjson')
    const file = await openReceiptLog(log)
    const filter = createEgressFilter({ policy: POLICY, onReceipt: file })
    filter.bytes('{"extension":"6001","phone":"+44 7700 900123"}', { app: 'line-list' })
    filter.bytes('{"email":"ann.abel@example.org"}', { app: 'nobody' })
    await file.close()
    const { stdout, status } = await coverage('--log', log)
    expect(stdout.split('\n').slice(1, -2)).to.deep.equal([
      '',
      'line-list (approved)',
      '  declared, never seen  user.contact.email          line-list/lines',
      '  declared, never seen  user.unique_id.employee_id  line-list/lines',
      '',
      'seen, never declared',
      '  user.contact.phone_number  1  /phone',
      '',
    ])
    expect(status).to.equal(1)
    const bodies = join(folder, 'bodies')
    const both = await coverage('--log', log, '--corpus', bodies)
    expect(both).to.deep.include({ status: 2, stdout: '' })
    expect(both.stderr).to.include(`${bodies}`)
    expect((await coverage('--log', log, '--corpus', join(API, 'bodies'))).stdout).not.to.include('user.contact.email ')
  })

  it('says how many receipts were lost', async () => {
    const log = join(folder, 'lossy')
    writeFileSync(log, '{"number":1,"time":"2026-06-01T12:00:00.000Z","prev":null,"event":"lost","count":7}\n')
    expect((await coverage('--log', log)).stdout).to.include('\n7 receipts were lost before they were written')
  })

  it('names the file of a body that is none, and shows nothing of it', async () => {
    const bad = mkdtempSync(join(folder, 'bad-'))
    writeFileSync(join(bad, 'a.json'), `{"email":"${CANARY}@example.org`)
    const { stdout, stderr, status } = await coverage('--corpus', bad)
    expect(stderr).to.include(`the body ended before the document was complete: \`${join(bad, 'a.json')}\``)
    expect(stderr + stdout).not.to.include(CANARY)
    expect(status).to.equal(3)
  })

  it('wants bodies in a folder of bodies', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'))
    writeFileSync(join(empty, '.hidden.json'), '{}')
    const { stderr, status } = await coverage('--corpus', empty)
    expect(stderr).to.include('there is no body in it')
    expect(status).to.equal(2)
  })
})
