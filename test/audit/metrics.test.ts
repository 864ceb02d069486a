import { expect } from 'chai'
import fc from 'fast-check'
import { createReceiptMetrics } from '../../lib/audit/metrics.ts'
import type { MetricCallback } from '../../lib/audit/otel.ts'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import { MASK, OUTCOMES, REDACT } from '../../lib/decide/verdict.ts'
import { CATEGORIES } from '../../lib/detect/category.ts'
import { cell, HEAD, TAIL } from './cells.ts'

const EMAIL = 'user.contact.email'
const PHONE = 'user.contact.phone_number'

function receipt(parts: Partial<Receipt> = {}): Receipt {
  return { ...HEAD, ...TAIL, cells: [], uncounted: 0, ...parts }
}

interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\d+)$/
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)/y

/** Reads the text format strictly, as its specification has it. */
function read(text: string): Sample[] {
  expect(text.endsWith('\n')).to.equal(true)
  let family = ''
  const done = new Set<string>()
  return text.split('\n').slice(0, -1).flatMap((line, index, lines) => {
    if (line.startsWith('# HELP ')) {
      family = /^# HELP (\S+) (?:[^\\]|\\\\|\\n)+$/.exec(line)?.[1] ?? 'no name'
      expect(done.has(family)).to.equal(false)
      done.add(family)
      expect(lines[index + 1]).to.equal(`# TYPE ${family} counter`)
      return []
    }
    if (line.startsWith('# TYPE ')) return []
    const [, name = '', pairs = '', value] = SAMPLE.exec(line) ?? []
    expect(name, line).to.equal(family)
    const labels: Record<string, string> = {}
    LABEL.lastIndex = 0
    let end = 0
    for (let match = LABEL.exec(pairs); match !== null; match = LABEL.exec(pairs)) {
      end = LABEL.lastIndex
      labels[match[1] ?? ''] = (match[2] ?? '').replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))
    }
    expect(end, line).to.equal(pairs.length)
    return [{ name, labels, value: Number(value) }]
  })
}

function samplesOf(samples: readonly Sample[], name: string): (readonly [string, number])[] {
  return samples.filter((sample) => sample.name === `pii_egress_${name}_total`)
    .map(({ labels, value }) => [Object.values(labels).join(' '), value] as const)
}

function sum(samples: readonly Sample[], name: string): number {
  return samplesOf(samples, name).reduce((total, [, value]) => total + value, 0)
}

describe('audit: metrics', () => {
  it('counts receipts, findings and bytes', () => {
    const metrics = createReceiptMetrics()
    metrics.take(receipt({ cells: [cell(EMAIL, '/a', REDACT, 3), cell(EMAIL, '/b', REDACT, 4), cell(PHONE, '/a', MASK, 1)], uncounted: 5 }))
    metrics.take(receipt({ mode: 'report', cells: [cell('unclassified', '/a', REDACT, 9)] }))
    metrics.take(receipt({ app: 'board', result: 'ERR_EGRESS_SYNTAX' }))
    metrics.take(receipt())
    metrics.failed()
    metrics.failed(2)
    const samples = read(metrics.prometheus())
    expect(samplesOf(samples, 'responses')).to.deep.equal([
      ['crm partner enforce complete', 2], ['crm partner report complete', 1], ['board partner enforce ERR_EGRESS_SYNTAX', 1],
    ])
    expect(samplesOf(samples, 'findings')).to.deep.equal([[`crm ${EMAIL} redact`, 7], [`crm ${PHONE} mask`, 1]])
    expect(samplesOf(samples, 'body_in_bytes')).to.deep.equal([['crm', 300], ['board', 100]])
    expect(samplesOf(samples, 'body_out_bytes')).to.deep.equal([['crm', 270], ['board', 90]])
    expect(samplesOf(samples, 'unclassified_values')).to.deep.equal([['crm', 9], ['board', 3]])
    expect(samplesOf(samples, 'uncounted_findings')).to.deep.equal([['crm', 5], ['board', 0]])
    expect(samplesOf(samples, 'sink_failures')).to.deep.equal([['', 3]])
  })

  it('is a text of the form that Prometheus reads', () => {
    const metrics = createReceiptMetrics()
    metrics.take(receipt({ app: 'a', cells: [cell(EMAIL, '/a', REDACT, 40)] }))
    expect(metrics.prometheus()).to.include([
      '# HELP pii_egress_findings_total Private values found, by what became of them; in the modes report and tag, what would have.',
      '# TYPE pii_egress_findings_total counter',
      'pii_egress_findings_total{app="a",category="user.contact.email",outcome="redact"} 40',
      '# HELP pii_egress_body_in_bytes_total Bytes of bodies before they were filtered.',
    ].join('\n'))
    expect(metrics.contentType).to.equal('text/plain; version=0.0.4; charset=utf-8')
    expect(samplesOf(read(createReceiptMetrics().prometheus()), 'sink_failures')).to.deep.equal([['', 0]])
  })

  it('escapes what stands in labels', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '\\', '"', '\n', '{', '}', ',', '=', ' ', '\u00e9', '\ud800', 'n') }), (app) => {
      const metrics = createReceiptMetrics()
      metrics.take(receipt({ app }))
      const [sample] = read(metrics.prometheus())
      expect(sample?.labels['app']).to.equal(app.toWellFormed())
    }))
  })

  const receipts = fc.array(fc.record({
    app: fc.nat(20).map((n) => `app-${n}`),
    cells: fc.array(fc.tuple(fc.constantFrom(...CATEGORIES.slice(0, 20)), fc.constantFrom(...OUTCOMES), fc.nat(9))),
  }), { maxLength: 60, size: 'max' })

  it('has no more apps and series than allowed, and loses no count', () => {
    fc.assert(fc.property(receipts, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 30 }), (list, maxApps, maxSeries) => {
      const metrics = createReceiptMetrics({ maxApps, maxSeries })
      let findings = 0
      for (const { app, cells } of list) {
        metrics.take(receipt({ app, cells: cells.map(([category, path, count]) => cell(category, '', OUTCOMES.indexOf(path) as 0, count)) }))
        findings += cells.reduce((total, [, , count]) => total + count, 0)
      }
      const samples = read(metrics.prometheus())
      expect(sum(samples, 'responses')).to.equal(list.length)
      expect(sum(samples, 'findings')).to.equal(findings)
      expect(sum(samples, 'body_in_bytes')).to.equal(list.length * 100)
      for (const name of ['responses', 'findings']) expect(samplesOf(samples, name).length).to.be.at.most(maxSeries)
      const apps = new Set(samples.flatMap(({ labels }) => labels['app'] ?? []))
      apps.delete('other')
      expect(apps.size).to.be.at.most(maxApps)
    }))
  })

  it('counts nothing that would make a counter go back', () => {
    const metrics = createReceiptMetrics()
    for (const count of [-1, NaN, Infinity]) metrics.failed(count)
    metrics.take(receipt({ bytesIn: -5 }))
    expect(sum(read(metrics.prometheus()), 'sink_failures')).to.equal(0)
    expect(sum(read(metrics.prometheus()), 'body_in_bytes')).to.equal(0)
  })

  it('says the same to OpenTelemetry, until it is told to end', () => {
    const metrics = createReceiptMetrics()
    metrics.take(receipt({ cells: [cell(EMAIL, '/a', REDACT, 3)] }))
    const callbacks = new Map<string, Set<MetricCallback>>()
    const options: unknown[] = []
    const end = metrics.observe({
      createObservableCounter(name, option) {
        const own = new Set<MetricCallback>()
        callbacks.set(name, own)
        options.push(option)
        return { addCallback: (callback) => void own.add(callback), removeCallback: (callback) => void own.delete(callback) }
      },
    })
    const collect = (): Sample[] => [...callbacks].flatMap(([name, own]) => [...own].flatMap((callback) => {
      const found: Sample[] = []
      callback({ observe: (value, labels) => found.push({ name, labels, value }) })
      return found
    }))
    const seen = collect()
    expect(seen).to.deep.include({
      name: 'pii_egress.findings', value: 3,
      labels: { 'pii_egress.app': 'crm', 'pii_egress.category': EMAIL, 'pii_egress.outcome': 'redact' },
    })
    expect(seen.map(({ value }) => value)).to.deep.equal(read(metrics.prometheus()).map(({ value }) => value))
    expect(options).to.deep.include({ description: 'Bytes of bodies after they were filtered.', unit: 'By' })
    for (const name of callbacks.keys()) expect(name).to.match(/^pii_egress[.][a-z][a-z_.]*$/).and.not.match(/total/)
    metrics.take(receipt())
    expect(collect()).to.deep.include({ name: 'pii_egress.body.in', value: 200, labels: { 'pii_egress.app': 'crm' } })
    end()
    expect(collect()).to.deep.equal([])
  })

  it('hears of other sinks of its filter that fail', () => {
    const metrics = createReceiptMetrics()
    const filter = createEgressFilter({ mode: 'report', onReceipt: [() => { throw new Error('gone') }, metrics] })
    filter.bytes('{"email":"jane@example.org"}', { app: 'nobody' })
    const samples = read(metrics.prometheus())
    expect(samplesOf(samples, 'sink_failures')).to.deep.equal([['', 1]])
    expect(samplesOf(samples, 'responses')).to.deep.equal([['unregistered public report complete', 1]])
    expect(samplesOf(samples, 'findings')).to.deep.equal([['unregistered user.contact.email redact', 1]])
  })
})
