import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { ScanReport } from '../../lib/cli/scan-text.ts'
import { ROOT } from '../helpers/root.ts'
import { run } from './command.ts'

const POLICY = join(ROOT, 'rules', 'declarations')
const API = join(ROOT, 'test', 'scenarios', 'lines')

type Report = Pick<ScanReport, 'bodies' | 'proposals'>

/** Stands in every value and in every key that is none of an API, and may stand nowhere else. */
const WORD = 'zqcanary'
const DIGITS = '9017354'

/** Bodies of which every value is unlike every other. */
function canaries(count: number): object[] {
  return Array.from({ length: count }, (_, index) => {
    const word = `${WORD}${index}`
    const digits = `${DIGITS}${String(index).padStart(3, '0')}`
    return {
      id: Number(digits), uuid: `${digits}-${word}`, email: `${word}@example.org`, label: `${word}.${word}@example.org`,
      firstName: `${word} Ann`, phone: `+44 7700 ${digits}`, note: `call +44${digits} or ${word}@example.org, ${word}`,
      password: `${word}!`, status: word, amount: Number(`${index}.${DIGITS}`), active: index % 2 === 0,
      url: `https://example.org/${word}?mail=${word}@example.org`, birthDate: `1970-${DIGITS}${index}`,
      [`${word}@example.org`]: word, [word]: { [`${word} key`]: digits },
      users: { [`+44 ${digits}`]: word, [`${word}Name`]: `${word} ${word}` },
      meta: JSON.stringify({ [word]: `${word}@example.org`, extension: digits, title: word }),
      long: `${word} `.repeat(9000), nested: [[{ value: word, type: `${word} home` }], [digits]],
    }
  })
}

describe('cli: scan', () => {
  let folder = ''
  let bodies = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pii-egress-scan-'))
    bodies = join(folder, 'bodies')
    mkdirSync(join(bodies, 'more'), { recursive: true })
    const [one, two, ...rest] = canaries(12)
    writeFileSync(join(bodies, 'one.json'), JSON.stringify(one))
    writeFileSync(join(bodies, 'more', 'two.json'), JSON.stringify([two]))
    writeFileSync(join(bodies, 'rest.ndjson'), rest.map((body) => `${JSON.stringify(body)}\n`).join(''))
    writeFileSync(join(bodies, 'read.txt'), 'no body')
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const format of ['text', 'json', 'yaml']) {
    it(`shows no value, and no key that is none of an API: ${format}`, async () => {
      const out = join(folder, `${format}.yaml`)
      const argv = ['scan', bodies, '--policy', POLICY, '--out', out, '--format', format]
      const { stdout, stderr, status } = await run(argv)
      expect({ stderr, status }).to.deep.equal({ stderr: '', status: 0 })
      expect(stdout).to.include('user.contact.email').and.include('label')
      for (const text of [stdout, readFileSync(out, 'utf8')]) {
        expect(text.toLowerCase()).not.to.include(WORD)
        expect(text.replaceAll(/[ _-]/g, '')).not.to.include(DIGITS)
        expect(text).not.to.match(/@example|home|Ann\b/)
      }
    })
  }

  it('counts the values of all bodies, and tells keys that a description names', async () => {
    const report = async (corpus: string, ...more: readonly string[]): Promise<Report> =>
      JSON.parse((await run(['scan', corpus, '--format', 'json', ...more])).stdout) as Report
    const { proposals, bodies: count } = await report(bodies)
    expect(count).to.equal(3)
    const mails = proposals.filter(({ path }) => /^(\/[*])?\/email$/.test(path))
    expect(mails.map(({ path, values, found, by }) => [path, values, found, by]))
      .to.deep.equal([['/*/email', 1, 1, 'key'], ['/email', 11, 11, 'key']])
    const other = join(folder, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'a.json'), '[{"reach":"a@example.org"}]')
    const paths = async (...more: readonly string[]): Promise<string[]> =>
      (await report(other, ...more)).proposals.map(({ path }) => path)
    expect(await paths()).to.deep.equal(['/*/{key}'])
    expect(await paths('--openapi', join(API, 'openapi.yaml'))).to.deep.equal(['/*/reach'])
  })

  it('writes a draft that lint accepts, alone and beside the policy', async () => {
    const policy = join(folder, 'policy')
    mkdirSync(policy)
    for (const name of readdirSync(POLICY).filter((file) => file.endsWith('.json'))) {
      writeFileSync(join(policy, name), readFileSync(join(POLICY, name)))
    }
    const out = join(policy, 'draft.yaml')
    expect((await run(['scan', bodies, '--policy', POLICY, '--app', 'wallboard', '--out', out])).status).to.equal(0)
    expect(readFileSync(out, 'utf8')).to.match(/^id: wallboard-2$/m).and.match(/^kind: Detectors$/m)
    for (const linted of [policy, out]) {
      const { stdout, stderr, status } = await run(['lint', '--policy', linted])
      expect({ stderr, status }).to.deep.equal({ stderr: '', status: 0 })
      expect(stdout).to.not.contain(': error: ')
    }
  })

  it('leaves no draft behind where a body cannot be read', async () => {
    const bad = join(folder, 'bad')
    mkdirSync(bad)
    writeFileSync(join(bad, 'a.ndjson'), `{"email":"a@example.org"}\n{"${WORD}":`)
    const out = join(folder, 'none.yaml')
    const { stdout, stderr, status } = await run(['scan', bad, '--out', out])
    expect(stderr).to.include(join(bad, 'a.ndjson')).and.not.include(WORD)
    expect({ stdout, status }).to.deep.equal({ stdout: '', status: 3 })
    expect(existsSync(out)).to.equal(false)
    expect(readdirSync(folder).filter((name) => name.includes('none'))).to.deep.equal([])
  })

  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['no folder', [], 'needs a folder of bodies'],
    ['a folder that is not there', ['no-such-folder'], '`no-such-folder`: it does not exist'],
    ['a draft that is no YAML', ['test', '--out', 'draft.json'], '`--out` must end in .yaml or .yml'],
    ['an app that cannot be one', ['test', '--app', 'a b'], '`--app` must be a name'],
    ['a time that is none', ['test', '--now', 'soon'], '`--now` must be a day or a time'],
  ]
  for (const [what, argv, message] of wrong) {
    it(`answers ${what} with exit code 2`, async () => {
      const { stdout, stderr, status } = await run(['scan', ...argv])
      expect(stderr).to.include(message)
      expect({ stdout, status }).to.deep.equal({ stdout: '', status: 2 })
    })
  }
})
