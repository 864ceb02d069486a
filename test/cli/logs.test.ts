import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import { openReceiptLog } from '../../lib/log/receipt-log.ts'
import { ROOT } from '../helpers/root.ts'
import { run } from './command.ts'

const POLICY = join(ROOT, 'rules', 'declarations')
const NOW = Date.parse('2026-06-01T12:00:00Z')
const BODY = '{"extension": "6001", "email": "jane@example.org"}'

describe('cli: logs', () => {
  let folder = ''
  let log = ''
  let head = ''
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pii-egress-logs-'))
    log = join(folder, 'receipts.ndjson')
    const file = await openReceiptLog(log, { clock: () => NOW })
    const filter = createEgressFilter({ policy: POLICY, clock: () => NOW, onReceipt: file })
    filter.bytes(BODY, { app: 'wallboard', tenant: 't-0042' })
    filter.bytes(BODY, { app: 'wallboard', tenant: 't-0042' })
    await file.close()
    head = file.head.digest ?? ''
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  function written(name: string, change: (lines: string[]) => string[]): string {
    const path = join(folder, name)
    writeFileSync(path, change(readFileSync(log, 'utf8').split(/(?<=\n)/)).join(''))
    return path
  }

  it('verify: an intact log, in text and JSON', async () => {
    const counts = '3 lines in order (2 receipts; 0 lost before they were written), numbers 1 to 3\n'
    expect(await run(['verify', log])).to.deep.equal({ stdout: `intact: ${counts}head ${head}\n`, stderr: '', status: 0 })
    const { stdout, status } = await run(['verify', log, '--head', head, '--format', 'json'])
    expect(JSON.parse(stdout)).to.include({ intact: true, lines: 3, keptHead: 3, broken: null })
    expect(status).to.equal(0)
  })

  it('verify: the files of one log, and standard input', async () => {
    const parts = [written('a', (lines) => lines.slice(0, 1)), written('b', (lines) => lines.slice(1))]
    expect((await run(['verify', ...parts])).status).to.equal(0)
    expect((await run(['verify', parts[0] ?? '', '-'], readFileSync(parts[1] ?? '', 'utf8'))).status).to.equal(0)
    const { stdout, status } = await run(['verify', ...parts.reverse()])
    expect(stdout).to.include(`${parts[0]}:1: broken: lines before number 2 are missing`)
    expect(status).to.equal(1)
  })

  it('verify: a broken log names its first broken line', async () => {
    const path = written('broken', (lines) => lines.map((line, at) => (at === 1 ? line.replace('"bytesIn":50', '"bytesIn":51') : line)))
    const { stdout, status, stderr } = await run(['verify', path])
    expect(stdout).to.include(`${path}:3: broken: its \`prev\` is not the digest of line 2`)
    expect({ status, stderr }).to.deep.equal({ status: 1, stderr: '' })
    const json = await run(['verify', path, '--format', 'json'])
    expect(JSON.parse(json.stdout)).to.have.nested.property('broken.line', 3)
    expect(json.status).to.equal(1)
  })

  it('verify: a log that was cut off shows against its head only', async () => {
    const path = written('cut', (lines) => lines.slice(0, -1))
    expect((await run(['verify', path])).status).to.equal(0)
    const { stdout, status } = await run(['verify', path, '--head', head])
    expect(stdout).to.include(`${path}:2: broken: the log ends here`)
    expect(status).to.equal(1)
  })

  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['verify without a file', ['verify'], 'needs a file'],
    ['a head that is none', ['verify', 'a', '--head', 'abc'], '64 hexadecimal digits'],
    ['a file that is not there', ['verify', 'no-such-file'], '`no-such-file`: it does not exist'],
    ['standard input twice', ['verify', '-', '-'], 'given twice'],
    ['drift without a file', ['drift', '--policy', POLICY], 'needs a file'],
    ['drift without a policy', ['drift', 'a'], '`drift` needs `--policy DIR`'],
    ['a log that is none', ['drift', 'package.json', '--policy', POLICY], 'package.json:1:1: a file cannot be read or written: it is no line'],
    ['an app that does not exist', ['drift', '-', '--policy', POLICY, '--app', 'walboard'], 'did you mean `wallboard`?'],
  ]
  for (const [what, argv, message] of wrong) {
    it(`answers ${what} with exit code 2`, async () => {
      const { stdout, stderr, status } = await run(argv)
      expect(stderr).to.include(message)
      expect({ stdout, status }).to.deep.equal({ stdout: '', status: 2 })
    })
  }

  it('drift: what was declared beside what was seen', async () => {
    const { stdout, stderr, status } = await run(['drift', log, '--policy', POLICY, '--app', 'wallboard'])
    expect(stdout.split('\n').slice(1)).to.deep.equal([
      '',
      'wallboard (approved): 2 responses',
      '  declared, seen      user.contact.phone_number.extension  2  allow 2   wallboard/current-calls',
      ...['user.contact.organization       ', 'user.contact.phone_number       ', 'user.name                       ', 'user.workplace.department       ']
        .map((category) => `  declared, not seen  ${category}     0  -         wallboard/current-calls, since 2026-06-01T12:00:00.000Z`),
      '  not declared        user.contact.email                   2  redact 2  /email',
      '',
      'drift',
      '',
    ])
    expect({ stderr, status }).to.deep.equal({ stderr: '', status: 1 })
  })

  it('drift: as JSON, of several files, without the line that is not finished', async () => {
    const parts = [written('c', (lines) => lines.slice(0, 2)), written('d', (lines) => [...lines.slice(2), '{"number":4,"ti'])]
    const { stdout, status } = await run(['drift', ...parts, '--policy', POLICY, '--format', 'json'])
    const report = JSON.parse(stdout) as { apps: { app: string }[] }
    expect(report).to.include({ responses: 2, hasDrift: true, uncounted: 0, lost: 0, otherPolicies: 0, from: '2026-06-01T12:00:00.000Z' })
    expect(report.apps.map(({ app }) => app)).to.deep.equal(['partner-benefits', 'partner-crm', 'status-page', 'wallboard'])
    expect(status).to.equal(1)
  })

  it('drift: exit code 0 where there is none', async () => {
    const quiet = join(folder, 'quiet')
    const declaration = JSON.parse(readFileSync(join(POLICY, 'status-page.json'), 'utf8')) as Record<string, unknown>
    writeFileSync(`${quiet}.json`, JSON.stringify({ ...declaration, status: 'draft' }))
    const { stdout, status } = await run(['drift', '-', '--policy', `${quiet}.json`, '--app', 'status-page'])
    expect(stdout).to.match(/\nno drift\n$/)
    expect(status).to.equal(0)
  })

  it('drift: says how many receipts were lost, and shows no control characters', async () => {
    const file = join(folder, 'lossy')
    const line = { number: 1, time: '2026-06-01T12:00:00.000Z', prev: null }
    const [, receipt = '{}'] = readFileSync(log, 'utf8').split('\n')
    const named = { ...(JSON.parse(receipt) as object), ...line, app: 'board\u001b[31m' }
    writeFileSync(file, `${JSON.stringify({ ...line, event: 'lost', count: 7 })}\n${JSON.stringify(named)}\n`)
    const { stdout } = await run(['drift', file, '--policy', POLICY])
    expect(stdout).to.include('\n7 receipts were lost before they were written')
    expect(stdout).to.include('\nboard?[31m (unregistered): 1 response\n')
  })
})
