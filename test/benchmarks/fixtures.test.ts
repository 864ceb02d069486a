import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { CASES } from '../../benchmarks/cases/table.ts'
import type { Case } from '../../benchmarks/cases/case.ts'
import { chunks, planted, sizesUpTo, whole, writeBody } from '../../benchmarks/fixtures/body.ts'
import { leavesOf } from '../../benchmarks/measure/leaves.ts'

const BYTES = 120_000
/** Ranges that are reserved for fiction, by their digits without a code of the country. */
const RESERVED_NUMBERS = /^(7700900\d{3}|2079460\d{3}|20255501\d{2}|3023125\d{3})$/
const RESERVED_DOMAINS = /@((mail|staff)[.])?example[.](org|com|net)$/

function caseOf(name: string): Case {
  const one = CASES.find((candidate) => candidate.name === name)
  if (one === undefined) throw new Error(name)
  return one
}

function recordsOf(name: string): Record<string, unknown>[] {
  const { recipe, seed } = caseOf(name)
  return (JSON.parse(whole(recipe, seed, BYTES).toString()) as { records: Record<string, unknown>[] }).records
}

describe('benchmarks: bodies', () => {
  it('have names of their own', () => {
    expect(new Set(CASES.map(({ name }) => name)).size).to.equal(CASES.length)
  })

  for (const { name, recipe, seed } of CASES) {
    describe(name, () => {
      const body = whole(recipe, seed, BYTES)

      it('the same seed gives the same bytes, another seed others', () => {
        expect(whole(recipe, seed, BYTES).equals(body)).to.equal(true)
        expect(whole(recipe, seed + 1, BYTES).equals(body)).to.equal(false)
      })

      it('is valid JSON at any size, and not much longer than asked for', () => {
        for (const bytes of [1, 100, 1000, 4097, 65_536, BYTES]) {
          const some = whole(recipe, seed, bytes)
          JSON.parse(some.toString())
          expect(some.length).to.be.within(bytes, bytes + 6000)
        }
      })

      it('a shorter body is the beginning of a longer one', () => {
        const shorter = whole(recipe, seed, BYTES / 3)
        const length = shorter.length - recipe.tail.length
        expect(shorter.subarray(0, length).equals(body.subarray(0, length))).to.equal(true)
      })

      it('does not repeat itself', () => {
        const blocks = Array.from({ length: Math.floor(body.length / 1000) }, (_, n) =>
          body.toString('latin1', n * 1000, n * 1000 + 1000))
        expect(new Set(blocks).size).to.equal(blocks.length)
      })

      it('comes in chunks of the size that was asked for', () => {
        const parts = [...chunks(recipe, seed, BYTES, 777)]
        expect(Buffer.concat(parts).equals(body)).to.equal(true)
        expect(new Set(parts.slice(0, -1).map(({ length }) => length))).to.deep.equal(new Set([777]))
      })

      it('knows every leaf that it planted', () => {
        const { body: same, planted: leaves } = planted(recipe, seed, BYTES)
        expect(same.equals(body)).to.equal(true)
        const found = leavesOf(body.toString())
        for (const { pointer, raw } of leaves) if (raw !== null) expect(found.get(pointer)).to.equal(raw)
        expect(new Set(leaves.map(({ pointer }) => pointer)).size).to.equal(found.size)
      })

      it('holds nobody who could exist', () => {
        const secrets = planted(recipe, seed, BYTES).planted.flatMap((leaf) => leaf.secrets)
        for (const { kind, core } of secrets) if (kind === 'phone') expect(core).to.match(RESERVED_NUMBERS)
        const addresses = JSON.stringify(JSON.parse(body.toString())).match(/[\w.]+@[\w.]*\w/g) ?? []
        expect(addresses.filter((address) => !RESERVED_DOMAINS.test(address))).to.deep.equal([])
      })
    })
  }

  it('sparse: about 28 bytes per key, 2 % of the records with contact data', () => {
    const { recipe, seed } = caseOf('sparse')
    const text = whole(recipe, seed, 2_000_000).toString()
    const keys = text.match(/"\w+":/g)?.length ?? 0
    expect(text.length / keys).to.be.within(26, 30)
    const { records } = JSON.parse(text) as { records: object[] }
    expect(records.filter((record) => 'email' in record).length / records.length).to.be.within(0.015, 0.025)
  })

  it('clean: nothing private; dense: everybody with a name, two numbers, an address and an extension', () => {
    const { recipe, seed } = caseOf('clean')
    expect(planted(recipe, seed, BYTES).planted.flatMap(({ secrets }) => secrets)).to.deep.equal([])
    for (const { from, email, mobilePhone } of recordsOf('dense')) {
      expect([from, email, mobilePhone]).not.to.include(undefined)
      expect(from).to.have.all.keys('name', 'phoneNumber', 'extensionNumber')
    }
  })

  it('differ in what they are named for', () => {
    const bodyOf = (name: string): string => whole(caseOf(name).recipe, caseOf(name).seed, 20_000).toString()
    expect(bodyOf('pretty').split('\n').length).to.be.above(500)
    expect(bodyOf('pretty')).to.equal(indented(bodyOf('pretty')))
    expect(bodyOf('array')).to.match(/^\[[^[{]*\]$/)
    expect(Object.keys(JSON.parse(bodyOf('string')) as object)).to.deep.equal(['text'])
    expect(bodyOf('escapes').match(/\\u[0-9a-f]{4}/g)).to.have.length.above(1000)
    expect(depthOf(JSON.parse(bodyOf('deep')))).to.be.within(190, 220)
    expect(caseOf('tiny-chunks').chunkBytes).to.equal(64)
    expect(Object.values(caseOf('rules').rules)).to.have.nested.property('[0].rules').that.has.property('place-499')
  })

  it('a file holds every cut of a body', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pii-egress-bodies-'))
    try {
      for (const { name, recipe, seed } of CASES) {
        const file = join(folder, name)
        const sizes = sizesUpTo(100_000)
        const cuts = writeBody(recipe, seed, sizes, file)
        const written = readFileSync(file)
        expect(cuts).to.have.length(sizes.length)
        for (const [at, cut] of cuts.entries()) {
          const body = Buffer.concat([written.subarray(0, cut), Buffer.from(recipe.tail)])
          expect(body.equals(whole(recipe, seed, Number(sizes[at])))).to.equal(true)
        }
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('sizes ascend to the one that was asked for', () => {
    expect(sizesUpTo(64_000_000).at(-1)).to.equal(64_000_000)
    expect(sizesUpTo(100)).to.deep.equal([100])
    expect(sizesUpTo(1_000_000)).to.deep.equal(sizesUpTo(1_000_000).toSorted((a, b) => a - b))
  })
})

/** With two spaces for every bracket that is open. */
function indented(text: string): string {
  let level = 0
  return text.split('\n').map((line) => {
    const trimmed = line.trimStart()
    if (/^[\]}]/.test(trimmed)) level--
    const indentedLine = `${'  '.repeat(level)}${trimmed}`
    if (/[[{]$/.test(trimmed)) level++
    return indentedLine
  }).join('\n')
}

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
}
