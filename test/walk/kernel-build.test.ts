import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import * as codes from '../../lib/bytes/codes.ts'
import { createWalker, useKernel } from '../../lib/walk/create-walker.ts'
import { KernelWalker } from '../../lib/walk/kernel/kernel-walker.ts'
import { MODULE, MODULE_SHA256 } from '../../lib/walk/kernel/module.generated.ts'
import * as grammar from '../../lib/walk/grammar.ts'
import * as leaf from '../../lib/walk/leaf.ts'
import { ReferenceWalker } from '../../lib/walk/reference.ts'
import * as watch from '../../lib/walk/watch.ts'
import { makePlan, PLANS, SHAPES } from '../fuzz/plans.ts'
import { ROOT } from '../helpers/root.ts'

const wanted = process.env['EGRESS_WALKER'] !== 'reference'

describe('the kernel', () => {
  it('is the module whose hash stands beside it', () => {
    const hash = createHash('sha256').update(Buffer.from(MODULE, 'base64')).digest('hex')
    expect(hash).to.equal(MODULE_SHA256)
  })

  it('is the walker in use, or the TypeScript one is where that is asked for', () => {
    const [plan] = PLANS
    const [shape] = SHAPES
    expect(createWalker(plan!, shape!)).to.be.instanceOf(wanted ? KernelWalker : ReferenceWalker)
    useKernel(!wanted)
    expect(createWalker(plan!, shape!)).to.be.instanceOf(wanted ? ReferenceWalker : KernelWalker)
    useKernel(wanted)
  })

  it('leaves limits that its memory is too small for to the TypeScript walker', () => {
    useKernel(true)
    for (const limits of [{ maxLeafBytes: 1e6 }, { maxDepth: 5000 }, { maxKeyBytes: 1e6 }, { maxNumberBytes: 16 }]) {
      expect(createWalker(makePlan(limits), SHAPES[0]!), JSON.stringify(limits)).to.be.instanceOf(ReferenceWalker)
    }
    useKernel(wanted)
  })

  it('calls bytes, records and types by the same numbers as the rest of the package', () => {
    const records = Object.fromEntries(Object.entries(leaf).map(([name, value]) => [`R_${name}`, value]))
    const known: Record<string, unknown> = { ...codes, ...leaf, ...watch, ...grammar, ...records }
    const source = readFileSync(join(ROOT, 'lib/walk/kernel/assembly/bytes.ts'), 'utf8')
    const named = [...source.matchAll(/^export const (\w+): i32 = (\S+)$/gm)].map(([, name, value]) => [name!, Number(value)] as const)
    const compared = named.filter(([name]) => typeof known[name] === 'number')
    for (const [name, value] of compared) expect(value, name).to.equal(known[name])
    expect(compared.length).to.be.greaterThan(40)
  })

  it('is done without where there is no WebAssembly: what leaves is the same', () => {
    const script = `
      import { createEgressFilter } from './dist/lib/index.js'
      const filter = createEgressFilter({ policy: './rules/declarations', clock: () => Date.parse('2026-06-01T12:00:00Z') })
      const body = JSON.stringify({ name: 'Ann Example', phone: '+44 7700 900123', note: 'mail ann@example.org' })
      console.log(typeof WebAssembly, filter.bytes(body, { app: 'wallboard' }).body.toString())`
    const run = (...flags: string[]): string[] =>
      execFileSync(process.execPath, [...flags, '--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' }).split(/ (.*)/s)
    const [without, filtered] = run('--jitless', '--no-warnings')
    const [withIt, same] = run()
    expect([without, withIt]).to.deep.equal(['undefined', 'object'])
    expect(filtered).to.equal(same)
    expect(filtered).not.to.include('900123')
  })

  it('is never compiled where the package is used', () => {
    const listed = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' })) as
      [{ files: { path: string }[] }]
    const names = listed[0].files.map(({ path }) => path)
    expect(names).to.include(join('dist', 'lib', 'walk', 'kernel', 'module.generated.js'))
    expect(names.filter((name) => name.includes('assembly') || name.endsWith('build.mjs'))).to.deep.equal([])
  })
})
