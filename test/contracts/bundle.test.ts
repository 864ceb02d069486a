import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import type * as Library from '../../lib/index.ts'
import { BUILT } from '../helpers/built.ts'
import { ROOT } from '../helpers/root.ts'

type Exports = Record<string, unknown>

const LIB = join(BUILT, 'lib')
const ENTRIES = [['index.js', 'index.js'], ['express.js', 'adapters/express.js']] as const

function link(lib: string): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [join(ROOT, '.ci/bundle.mjs'), lib], { encoding: 'utf8' })
}

async function load<Module = Exports>(...path: string[]): Promise<Module> {
  return await import(pathToFileURL(join(LIB, ...path)).href) as Module
}

describe('contract: bundle', () => {
  let folder: string
  before(() => { folder = mkdtempSync(join(tmpdir(), 'bundle-')) })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is made of the modules as they are now (npm run build makes it)', () => {
    const copy = join(folder, 'lib')
    cpSync(LIB, copy, { recursive: true, filter: (file) => !file.startsWith(join(LIB, 'bundle')) })
    expect(link(copy)).to.include({ status: 0, stderr: '' })
    const files = readdirSync(join(copy, 'bundle'))
    expect(files).to.have.members(['express.js', 'index.js', 'modules.js'])
    for (const file of files) {
      expect(readFileSync(join(LIB, 'bundle', file), 'utf8') === readFileSync(join(copy, 'bundle', file), 'utf8'), file).to.equal(true)
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

  describe('is not made of', () => {
    const express = "export const express = 1\n"
    for (const [what, files, says] of [
      ['modules that import each other', { 'index.js': "import { b } from './b.js'\nexport const a = 1\n", 'b.js': "import { a } from './index.js'\nexport const b = 1\n" }, 'imports itself'],
      ['exports that change', { 'index.js': 'export let count = 0\n' }, 'only constants'],
      ['exports without a name', { 'index.js': 'export default 1\n' }, 'only constants'],
    ] as const) {
      it(what, () => {
        const planted = mkdtempSync(join(folder, 'planted-'))
        for (const [file, text] of Object.entries({ 'adapters/express.js': express, ...files })) {
          mkdirSync(dirname(join(planted, file)), { recursive: true })
          writeFileSync(join(planted, file), text)
        }
        const { status, stderr } = link(planted)
        expect(status).to.equal(1)
        expect(stderr).to.include(says)
      })
    }

    it('what is right', () => {
      const planted = mkdtempSync(join(folder, 'planted-'))
      mkdirSync(join(planted, 'adapters'))
      writeFileSync(join(planted, 'adapters/express.js'), express)
      writeFileSync(join(planted, 'index.js'), "import * as all from './adapters/express.js'\nexport { express as one } from './adapters/express.js'\nexport const two = all.express + 1, three = 3\n")
      expect(link(planted)).to.include({ status: 0, stderr: '' })
      const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e',
        `console.log(JSON.stringify({ ...await import(${JSON.stringify(pathToFileURL(join(planted, 'bundle/index.js')).href)}) }))`], { encoding: 'utf8' })
      expect({ status, stdout }).to.deep.equal({ status: 0, stdout: '{"one":1,"three":3,"two":2}\n' })
    })
  })
})
