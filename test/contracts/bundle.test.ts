import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import type * as Library from '../../lib/index.ts'
import { BUILT } from '../helpers/built.ts'
import { ROOT } from '../helpers/root.ts'

type Exports = Record<string, unknown>

const LIB = join(BUILT, 'lib')
const ROLLUP = join(ROOT, 'node_modules/rollup/dist/bin/rollup')
const ENTRIES = [['index.js', 'index.js'], ['express.js', 'adapters/express.js']] as const

async function load<Module = Exports>(...path: string[]): Promise<Module> {
  return await import(pathToFileURL(join(LIB, ...path)).href) as Module
}

describe('contract: bundle', () => {
  let folder: string
  before(() => { folder = mkdtempSync(join(tmpdir(), 'bundle-')) })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is made of the modules as they are now (npm run build makes it)', () => {
    const config = join(ROOT, '.ci/rollup.config.mjs')
    execFileSync(process.execPath, [ROLLUP, '--silent', '-c', config, '--dir', folder], { cwd: ROOT })
    const files = readdirSync(folder)
    expect(files).to.have.members(['express.js', 'index.js', 'modules.js'])
    for (const file of files) {
      expect(readFileSync(join(LIB, 'bundle', file), 'utf8') === readFileSync(join(folder, file), 'utf8'), file).to.equal(true)
    }
  })

  for (const [entry, module] of ENTRIES) {
    it(`${entry} gives what ${module} gives`, async () => {
      const [bundled, written] = await Promise.all([load('bundle', entry), load(module)])
      expect(Object.keys(bundled)).to.have.length.above(0)
      expect(Object.entries(bundled).map(([name, value]) => `${name} ${typeof value}`))
        .to.have.members(Object.entries(written).map(([name, value]) => `${name} ${typeof value}`))
    })
  }

  it('filters, tags and refuses as the modules do', async () => {
    const body = readFileSync(join(ROOT, 'rules/cases/contact.json'))
    const [bundled, written] = await Promise.all([load<typeof Library>('bundle', 'index.js'), load<typeof Library>('index.js')])
    const [ours, theirs] = [bundled, written].map(({ createEgressFilter }) => {
      const filter = createEgressFilter({ policy: join(ROOT, 'rules/declarations'), secret: 'sixteen bytes and more' })
      return filter.bytes(body, { app: 'partner-crm', tenant: 't-0042' })
    })
    expect(ours?.body.equals(body)).to.equal(false)
    expect(ours?.body.toString()).to.equal(theirs?.body.toString())
    expect(ours?.receipt).to.deep.equal(theirs?.receipt)
    expect(() => bundled.createEgressFilter().bytes('{', { app: 'a' })).to.throw(bundled.EgressError, /ended before/)
  })
})
