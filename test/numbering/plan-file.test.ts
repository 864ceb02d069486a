import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { PLAN } from '../../lib/detect/phone/plan.generated.ts'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import { compilePlan } from '../../lib/numbering/compile-plan.ts'
import { run } from '../cli/command.ts'
import { INVENTED } from './invented.ts'

describe('a numbering plan in a file', () => {
  let folder = ''
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pii-egress-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const written = (text: string): string => {
    const file = join(folder, 'plan.json')
    writeFileSync(file, text)
    return file
  }
  const filtered = (file: string | undefined, text: string): string => {
    const egress = createEgressFilter(file === undefined ? {} : { numberingPlan: file })
    return egress.bytes(JSON.stringify({ text }), { app: 'nobody' }).body.toString()
  }

  it('takes the place of the one that is built in', () => {
    const file = written(JSON.stringify(compilePlan(INVENTED, { library: '0.0.0', metadata: '' })))
    const ours = 'ring +44 20 7946 0958'
    const invented = 'ring +899 5552222'
    expect(filtered(file, ours)).to.equal(JSON.stringify({ text: ours }))
    expect(filtered(undefined, ours)).not.to.include('7946')
    expect(filtered(file, invented)).not.to.include('5552222')
    expect(filtered(undefined, invented)).to.equal(JSON.stringify({ text: invented }))
  })

  it('stops the start if it is none', () => {
    const other = (change: object): string => JSON.stringify({ ...JSON.parse(PLAN) as object, ...change })
    const wrong = ['', '{}', '[]', 'plan', PLAN.slice(0, -9), other({ table: '' }), other({ outcomes: [['', '', 0]] }), other({ international: 70_000 })]
    for (const text of wrong) {
      expect(() => filtered(written(text), ''), text.slice(0, 40)).to.throw('`numberingPlan`').with.property('code', 'ERR_EGRESS_OPTION')
    }
    expect(() => filtered(join(folder, 'none.json'), '')).to.throw('pii-egress plan --out')
    expect(() => createEgressFilter({ numberingPlan: 7 as never })).to.throw('`numberingPlan` must be the name of a file')
  })

  it('is written by the command, from the metadata that is installed', async () => {
    const file = join(folder, 'made.json')
    expect(await run(['plan', '--out', file])).to.deep.equal({ stdout: '', stderr: '', status: 0 })
    expect(filtered(file, 'ring +44 20 7946 0958')).not.to.include('7946')
    const { metadata } = JSON.parse(readFileSync(file, 'utf8')) as { metadata: string }
    const { stdout } = await run(['plan'])
    expect(stdout.split('\n').map((line) => line.split(/\s+/).pop())).to.deep.equal([metadata, metadata, ''])
  })
})
