import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { CASES } from '../../benchmarks/cases/table.ts'
import { CONTENDERS } from '../../benchmarks/contenders/table.ts'
import type { Measured } from '../../benchmarks/measure/job.ts'
import type { Tally } from '../../benchmarks/measure/tally.ts'
import { plot } from '../../benchmarks/report/plot.ts'
import { newestResult, PLOT, RESULTS, type Result, type Row } from '../../benchmarks/report/result.ts'
import { contenders, details, summary } from '../../benchmarks/report/tables.ts'
import { duration, figure, share } from '../../benchmarks/report/words.ts'

const NONE = { planted: 0, leaked: 0 }
const TALLY: Tally = {
  planted: 8, leaked: 2, clean: 200, damaged: 1, respelled: 0, isBroken: false,
  byKind: { name: NONE, phone: { planted: 8, leaked: 2 }, extension: NONE, email: NONE },
}
const MEASURED: Measured = {
  bytes: 64_000_000, rate: 1234, wallRate: 1200, parseRate: 308.5, digest: 'd', longestBlock: 2.5, growth: 12_000_000,
  tally: TALLY,
}

function row(name: string, title: string, change: Partial<Measured> | null, reason = ''): Row {
  return { name, title, measured: change === null ? null : { ...MEASURED, ...change }, reason }
}

const RESULT: Result = {
  date: '2026-06-01T12:00:00.000Z',
  machine: { cpu: 'Example CPU', cores: 2, memory: 8e9, platform: 'linux x64', node: 'v20.0.0' },
  git: { ref: 'abcdef0123', isDirty: true },
  options: { bytes: 64_000_000, budget: 1, isQuick: false },
  cases: [
    {
      name: 'sparse',
      title: 'few & <far>',
      rows: [
        row('json-parse', '`JSON.parse(string)`', { rate: 308.5, tally: null, growth: null, longestBlock: 1500 }),
        row('pii-egress', '**pii-egress**', {}),
        row('naive', 'naive', { rate: 61.7, bytes: 250_000, tally: { ...TALLY, isBroken: true } }),
        row('some-peer', '`some-peer` 1', null, 'not installed'),
      ],
    },
    { name: 'dense', title: 'many', rows: [row('pii-egress', '**pii-egress**', { rate: 617 })] },
  ],
  adapters: [{ title: '`res.json`', bytes: 2000, milliseconds: { none: 0.2, filter: 0.3, naive: 0.4 } }],
  memory: {
    bytes: 1e9, growth: 3e6, longestBlock: 2, first: 900, last: 910, partBytes: 64e6,
    string: [{ bytes: 1e7, pieces: 1, nanoseconds: 300 }, { bytes: 1e7, pieces: 1000, nanoseconds: 2 }],
  },
  startup: { bare: 40, imported: 140, created: 190, responded: 195 },
  values: [{ title: 'a number', ours: 50, library: 10_000 }, { title: 'a string', ours: 300, library: null }],
  profile: [{
    name: 'sparse',
    shares: {
      'kernel': 0.6, 'numbering plans': 0, 'walk': 0.01, 'pipeline': 0.1, 'detect': 0.04, 'decide, treat': 0, 'splice, bytes': 0.05, 'rest': 0.2,
    },
  }],
}

function cellsOf(markdown: string, start: string): string[] {
  const line = markdown.split('\n').find((one) => one.startsWith(`| ${start} |`)) ?? ''
  return line.split('|').slice(2, -1).map((cell) => cell.trim())
}

describe('benchmarks: report', () => {
  it('a row says how fast, how large, what leaked and what broke', () => {
    const [sparse] = RESULT.cases
    if (sparse === undefined) throw new Error('no case')
    const table = contenders(sparse)
    expect(cellsOf(table, '**pii-egress**'))
      .to.deep.equal(['1234', '4.0 x', '20 x', '64 MB', '12 MB', '2.5 ms', '25 %', '0.50 %', '0'])
    expect(cellsOf(table, '`JSON.parse(string)`'))
      .to.deep.equal(['309', '1.0 x', '5.0 x', '64 MB', '-', '1.5 s', '-', '-', '-'])
    expect(cellsOf(table, 'naive').slice(1, 4)).to.deep.equal(['0.20 x', '1.0 x', '0.25 MB'])
    expect(cellsOf(table, 'naive').at(-2)).to.equal('not JSON')
    expect(cellsOf(table, '`some-peer` 1')).to.deep.equal(['*not installed*', '', '', '', '', '', '', '', ''])
  })

  it('every line of a table has as many cells as its head', () => {
    const lines = `${summary(RESULT)}\n${details(RESULT)}`.split('\n').filter((line) => line.startsWith('|'))
    let width = 0
    for (const [at, line] of lines.entries()) {
      const cells = line.split('|').length
      if (lines[at + 1]?.startsWith('|---') === true) width = cells
      expect(cells, line).to.equal(width)
    }
  })

  it('the summary names the machine, the version, and every part', () => {
    const text = summary(RESULT)
    expect(text).to.include('2026-06-01, Example CPU, 2 cores, linux x64, Node v20.0.0, `abcdef0123` and changes that')
    expect(cellsOf(text, '`dense`: many').slice(0, 2)).to.deep.equal(['617', '2.0 x'])
    expect(cellsOf(text, '`res.json`, 0.002 MB')).to.deep.equal(['0.20', '0.30', '1.5 x', '0.40'])
    expect(text).to.include('1000 MB as one stream: resident size grew by 3.0 MB after the first 64 MB')
    expect(text).to.include('10 MB in pieces of 1 byte: 300 ns/byte; 10 MB in pieces of 1000 bytes: 2.0 ns/byte')
    expect(cellsOf(text, 'a number')).to.deep.equal(['50 ns', '10000 ns', '200 x'])
    expect(cellsOf(text, 'a string')).to.deep.equal(['300 ns', '-', '-'])
    expect(text).to.include('first response after 195 ms: 40 ms for Node itself, 100 ms to import the package, 50 ms')
    expect(summary({ ...RESULT, options: { ...RESULT.options, isQuick: true } })).to.include('A quick run')
  })

  it('what was not measured is not mentioned', () => {
    const text = summary({ ...RESULT, cases: [], adapters: [], memory: null, startup: null, values: [], profile: [] })
    expect(text.split('\n')).to.have.length(1)
  })

  it('the plot is XML with a bar for each figure, as long as the logarithm says', () => {
    const svg = plot(RESULT)
    const bars = [...svg.matchAll(/<rect x="[\d.]+" y="\d+" width="([\d.]+)"/g)].map(([, width]) => Number(width))
    expect(bars).to.have.length(5)
    // From 10 to 10,000: 61.7 is below 308.5 as far as that is below 1,542.5.
    const [parse = 0, ours = 0, naive = 0] = bars
    expect((ours - naive) / (parse - naive)).to.be.closeTo(Math.log(1234 / 61.7) / Math.log(5), 0.01)
    expect(svg).to.include('few &amp; &lt;far&gt;').and.include('1234 (4.0 x, leaks 25 %, damages 0.50 %)')
    expect(svg).not.to.include('`')
    expect([...svg.matchAll(/<(\w+)[^>]*[^/]>/g)].length).to.equal([...svg.matchAll(/<\/\w+>/g)].length)
    expect(svg).to.match(/^<svg .*<\/svg>\n$/s)
  })

  it('figures have as many digits as they deserve', () => {
    expect([1234.5, 99.4, 12.34, 1.234, 0.1234, 0.01234, 0, NaN].map(figure))
      .to.deep.equal(['1235', '99', '12', '1.2', '0.12', '0.012', '0', '-'])
    expect([share(0, 5), share(1, 5000), share(4999, 5000), share(5, 5), share(0, 0)])
      .to.deep.equal(['0', '< 0.1 %', '> 99.9 %', '100 %', '-'])
    expect([duration(0.5), duration(999), duration(1500)]).to.deep.equal(['0.50 ms', '999 ms', '1.5 s'])
  })
})

describe('benchmarks: the result that is kept', () => {
  it('is one, with its plot', () => {
    const files = readdirSync(RESULTS)
    expect(files.filter((file) => file.endsWith('.json'))).to.have.length(1)
    expect(files.sort()).to.deep.equal([`${newestResult().date.slice(0, 10)}.json`, PLOT].sort())
  })

  it('and the plot is made from it (else: npm run docs)', () => {
    expect(readFileSync(join(RESULTS, PLOT), 'utf8')).to.equal(plot(newestResult()))
  })

  it('has every case and every contender that there are', () => {
    const { cases } = newestResult()
    expect(cases.map(({ name }) => name)).to.deep.equal(CASES.map(({ name }) => name))
    const names = new Set(cases.flatMap(({ rows }) => rows.map(({ name }) => name)))
    expect([...names].sort()).to.deep.equal(CONTENDERS.map(({ name }) => name).sort())
  })
})
