import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect } from 'chai'
import { ERRORS } from '../../lib/errors.ts'
import { ROOT } from '../helpers/root.ts'
import { endAll, outcomeOf, run, start } from './command.ts'

const POLICY = 'test/scenarios/policy'
const FILTER = ['filter', '--policy', POLICY, '--app', 'status-page']
const SECRET_VALUE = 'jane@example.org'

describe('cli', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pii-egress-'))
  })
  afterEach(() => {
    endAll()
    rmSync(folder, { recursive: true, force: true })
  })

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
    expect(await run(['--version'])).to.deep.equal({ stdout: `${version}\n`, stderr: '', status: 0 })
  })

  it('names every command in its help', async () => {
    const { stdout, status } = await run(['--help'])
    expect(stdout).to.match(/^ {2}filter /m).and.to.match(/^ {2}lint /m)
    expect(status).to.equal(0)
  })

  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['no command', [], 'a command is missing'],
    ['a misspelled command', ['filtr'], 'did you mean `filter`?'],
    ['a value that is an option', ['filter', '--policy', '--app', 'x'], '`--policy` needs a value, DIR'],
    ['an empty value', ['filter', '--policy=', '--app', 'x'], '`--policy` needs a value, DIR'],
    ['a value for a switch', [...FILTER, '--patch=yes'], '`--patch` takes no value'],
    ['a value that is not in the list', [...FILTER, '--format', 'xml'], '`--format` must be one of json, ndjson'],
    ['an option twice', [...FILTER, '--app', 'x'], '`--app` is given twice'],
    ['two files', [...FILTER, 'a', 'b'], '`filter` takes no more than FILE'],
    ['a file for lint', ['lint', '--policy', POLICY, 'a'], '`lint` takes options only'],
    ['a receipt of an explanation', [...FILTER, '--explain', '--receipt', 'r'], '`--explain` makes no receipt'],
  ]
  for (const [what, argv, message] of wrong) {
    it(`answers ${what} with exit code 2 and a line that works`, async () => {
      const { stdout, stderr, status } = await run(argv)
      expect(stderr).to.include(ERRORS.ERR_EGRESS_USAGE.message).and.include(message).and.include('for example: pii-egress ')
      expect({ stdout, status }).to.deep.equal({ stdout: '', status: 2 })
    })
  }

  it('shows file, line and column of a wrong policy', async () => {
    writeFileSync(join(folder, 'a.json'), '{\n  "kind": "RedactionRules",\n  "schemaVersion": "one"\n}\n')
    const { stdout, status } = await run(['lint', '--policy', folder])
    expect(stdout).to.include(`${join(folder, 'a.json')}:3:20: `)
    expect(status).to.equal(2)
  })

  it('reads a body byte by byte', async () => {
    const child = start(FILTER)
    const outcome = outcomeOf(child)
    for (const byte of Buffer.from(`{"a": "\u00e9", "email": "${SECRET_VALUE}"}`)) {
      child.stdin.write(Buffer.of(byte))
      await setImmediate()
    }
    child.stdin.end()
    expect(await outcome).to.deep.equal({ stdout: '{"a": "\u00e9", "email": "[email]"}', stderr: '', status: 0 })
  })

  it('writes while it reads', async () => {
    const child = start([...FILTER, '--format', 'ndjson'])
    const outcome = outcomeOf(child)
    child.stdin.write(`{"email": "${SECRET_VALUE}"}\n`)
    let written = ''
    child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()))
    while (!written.includes('"[email]"')) await once(child.stdout, 'data')
    child.stdin.end()
    expect((await outcome).status).to.equal(0)
  })

  it('filters a file like standard input', async () => {
    writeFileSync(join(folder, 'body.json'), `["${SECRET_VALUE}"]`)
    expect((await run([...FILTER, join(folder, 'body.json')])).stdout).to.equal('["[email]"]')
    expect((await run([...FILTER, '-'], `["${SECRET_VALUE}"]`)).stdout).to.equal('["[email]"]')
  })

  it('filters records of a JSON text sequence', async () => {
    const body = `\x1e{"email": "${SECRET_VALUE}"}\n\x1e7\n`
    const { stdout, status } = await run([...FILTER, '--format', 'json-seq'], body)
    expect({ stdout, status }).to.deep.equal({ stdout: '\x1e{"email": "[email]"}\n\x1e7\n', status: 0 })
  })

  const refused: readonly (readonly [string, string | Buffer])[] = [
    ['garbage after it', `{"email": "${SECRET_VALUE}"} ${SECRET_VALUE}`],
    ['a string that is never closed', `{"a": 1, "email": "${SECRET_VALUE}`],
    ['a byte that is not UTF-8', Buffer.concat([Buffer.from(`{"email": "${SECRET_VALUE}`), Buffer.of(0xff), Buffer.from('"}')])],
    ['a key that is too long', `{"${SECRET_VALUE.repeat(2000)}": 1}`],
    ['too deep a nesting', `${'['.repeat(600)}"${SECRET_VALUE}"${']'.repeat(600)}`],
  ]
  for (const [what, body] of refused) {
    it(`refuses a body with ${what}, with exit code 3 and without a word of it`, async () => {
      const child = start(FILTER)
      child.stdin.end(body)
      const { stdout, stderr, status } = await outcomeOf(child)
      expect(status).to.equal(3)
      expect(stdout).not.to.include('jane')
      expect(stderr).not.to.include('jane')
      expect(stderr.split('\n')[0]).to.be.oneOf(Object.values(ERRORS).filter(({ kind }) => kind === 'body').map(({ message }) => message))
    })
  }

  it('says nothing when the receiver has gone', async () => {
    const child = start([...FILTER, '--format', 'ndjson'])
    const outcome = outcomeOf(child)
    child.stdin.write('{"state": "ringing"}\n'.repeat(5000))
    await once(child.stdout, 'data')
    child.stdout.destroy()
    child.stdin.end('{"state": "ringing"}\n'.repeat(50_000))
    const { stderr, status } = await outcome
    expect({ stderr, status }).to.deep.equal({ stderr: '', status: 0 })
  })

  it('writes the receipt of a body, as a whole', async () => {
    const file = join(folder, 'receipt.json')
    const { stdout, stderr } = await run([...FILTER, '--receipt', file], `{"email": "${SECRET_VALUE}"}`)
    expect({ stdout, stderr }).to.deep.equal({ stdout: '{"email": "[email]"}', stderr: '' })
    const receipt = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    expect(receipt).to.include({ app: 'status-page', result: 'complete', mode: 'enforce', bytesIn: 29, bytesOut: 20 })
    expect(readdirSync(folder)).to.deep.equal(['receipt.json'])
  })

  it('writes the receipt of a refused body too', async () => {
    const file = join(folder, 'receipt.json')
    expect((await run([...FILTER, '--receipt', file], '{"a": 1')).status).to.equal(3)
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.include({ result: 'ERR_EGRESS_TRUNCATED' })
  })

  it('writes the receipt of a dry run', async () => {
    const file = join(folder, 'receipt.json')
    const { stdout } = await run([...FILTER, '--patch', '--receipt', file], `{"email": "${SECRET_VALUE}"}`)
    expect(JSON.parse(stdout)).to.deep.equal([{ op: 'replace', path: '/email', value: '[email]' }])
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.have.nested.property('cells[0].count', 1)
  })

  it('writes nothing of the body if there is no room for the receipt', async () => {
    const file = join(folder, 'no', 'receipt.json')
    const { stdout, stderr, status } = await run([...FILTER, '--receipt', file], '{"a": 1}')
    expect({ stdout, status }).to.deep.equal({ stdout: '', status: 2 })
    expect(stderr).to.include(`\`${file}\`: it does not exist`)
  })

  it('leaves no draft behind when the receipt cannot be put in its place', async () => {
    mkdirSync(join(folder, 'taken'))
    const { status } = await run([...FILTER, '--receipt', join(folder, 'taken')], '{"a": 1}')
    expect(status).to.equal(2)
    expect(readdirSync(folder)).to.deep.equal(['taken'])
  })

  it('makes the same pseudonyms with the same secret, and others with another', async () => {
    const files = ['one', 'two'].map((name) => join(folder, name))
    for (const file of files) writeFileSync(file, `secret number ${file.slice(-3)} of sixteen bytes`)
    const argv = ['filter', '--policy', POLICY, '--app', 'call-history', '--secret-file']
    const [first, again, other] = await Promise.all([files[0], files[0], files[1]].map(async (file = '') =>
      (await run([...argv, file], '{"ext": "101"}')).stdout))
    expect(first).to.equal(again).and.to.match(/^\{"ext": "~[a-z0-9]{26}"\}$/)
    expect(other).not.to.equal(first)
  })

  it('refuses a secret that is too short', async () => {
    writeFileSync(join(folder, 'short'), 'short')
    const { stdout, stderr, status } = await run([...FILTER, '--secret-file', join(folder, 'short')], '{}')
    expect(stderr).to.include('`secret` must be')
    expect({ stdout, status }).to.deep.equal({ stdout: '', status: 2 })
  })

  it('does not read a folder as a body', async () => {
    const { stderr, status } = await run([...FILTER, folder])
    expect(stderr).to.include('it is a folder')
    expect(status).to.equal(2)
  })
})
