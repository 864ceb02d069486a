import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Prepared } from '../../benchmarks/contenders/contender.ts'
import { PEERS } from '../../benchmarks/contenders/peer.ts'
import { run } from '../../benchmarks/contenders/run.ts'
import { scrubByLibrary, scrubByPattern } from '../../benchmarks/contenders/scrub.ts'
import { CONTENDERS } from '../../benchmarks/contenders/table.ts'
import { CASES } from '../../benchmarks/cases/table.ts'
import { BUILT } from '../helpers/built.ts'
import { ROOT } from '../helpers/root.ts'

const BODY = Buffer.from('{"a":"call 202-555-0143 or ann@example.org","id":9007199254740993,"extension":"6001"}')

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dependencies?: object; readonly resolved?: string }>>
}

interface Manifest {
  readonly files?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

async function prepare(name: string): Promise<Prepared> {
  const contender = CONTENDERS.find((one) => one.name === name)
  const [one] = CASES
  if (contender === undefined || one === undefined) throw new Error(name)
  return contender.prepare({ one, keys: [], places: [], library: join(BUILT, 'lib/index.js') })
}

async function filtered(name: string, chunkBytes: number): Promise<string> {
  const prepared = await prepare(name)
  if (!('start' in prepared)) throw new Error(`${name} gives nothing back`)
  const pieces: Buffer[] = []
  await run(prepared.start, BODY, chunkBytes, (piece) => pieces.push(piece))
  return Buffer.concat(pieces).toString()
}

describe('benchmarks: contenders', () => {
  it('have names of their own', () => {
    expect(new Set(CONTENDERS.map(({ name }) => name)).size).to.equal(CONTENDERS.length)
  })

  const outputs: Readonly<Record<string, string>> = {
    memcpy: BODY.toString(),
    'parse-stringify': '{"a":"call 202-555-0143 or ann@example.org","id":9007199254740992,"extension":"6001"}',
    naive: '{"a":"call [phone] or [email]","id":9007199254740992,"extension":"6001"}',
    'naive-libphonenumber': '{"a":"call 202-555-0143 or [email]","id":9007199254740992,"extension":"6001"}',
    'pii-egress': '{"a":"call [phone] or [email]","id":9007199254740993,"extension":"[extension]"}',
  }
  for (const [name, output] of Object.entries(outputs)) {
    it(`${name}: from bytes to bytes, however they are cut`, async () => {
      for (const chunkBytes of [1, 7, 1000]) expect(await filtered(name, chunkBytes)).to.equal(output)
    })
  }

  it('the bound that is handed a string parses it', async () => {
    const prepared = await prepare('json-parse')
    expect('text' in prepared && prepared.text('{"a":[1]}')).to.deep.equal({ a: [1] })
  })

  it('the naive ones do what they are said to do', () => {
    expect(scrubByPattern('(202) 555-0143, +44 7700 900123, a.b@example.org'))
      .to.equal('[phone], +44 7700 900123, [email]')
    expect(scrubByLibrary('020 7946 0123 and +1 202-555-0143 by a.b@example.org'))
      .to.equal('[phone] and [phone] by [email]')
    expect(scrubByLibrary('six digits: 123456')).to.equal('six digits: 123456')
  })

  it('waits for a contender that makes it wait, and keeps the order', async () => {
    const seen: string[] = []
    await run(() => ({
      push: async (chunk) => {
        await Promise.resolve()
        seen.push(chunk.toString())
      },
      end: () => { seen.push('end') },
    }), Buffer.from('abcde'), 2, () => {})
    expect(seen).to.deep.equal(['ab', 'cd', 'e', 'end'])
  })

  it('other packages are pinned, named by those who use them, and no dependency of this one', () => {
    const { dependencies = {} } = manifest(PEERS)
    const used = new Set(CONTENDERS.flatMap(({ peers }) => peers))
    expect(Object.keys(dependencies).sort()).to.deep.equal([...used].sort())
    for (const version of Object.values(dependencies)) expect(version).to.match(/^\d+[.]\d+[.]\d+$/)
    const { packages } = JSON.parse(readFileSync(join(PEERS, 'package-lock.json'), 'utf8')) as Lock
    expect(packages['']?.dependencies).to.deep.equal(dependencies)
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).to.deep.equal([])
    const own = manifest(ROOT)
    const named = Object.keys({ ...own.dependencies, ...own.devDependencies, ...own.peerDependencies })
    expect(named.filter((name) => name in dependencies)).to.deep.equal([])
  })

  it('none of this is in the published package', () => {
    const { files = [] } = manifest(ROOT)
    expect(files).to.include('dist/lib')
    expect(files.filter((pattern) => /^(dist\/?$|dist\/[^l]|benchmarks)/.test(pattern))).to.deep.equal([])
  })
})
