import type { Counter, Series } from './counter.ts'

/**
 * Counters in the text format of Prometheus, version 0.0.4:
 *
 *     # HELP pii_egress_findings_total Private values found, ...
 *     # TYPE pii_egress_findings_total counter
 *     pii_egress_findings_total{app="wallboard",category="user.contact.email",outcome="redact"} 40
 */
export function expose(counters: readonly Counter[]): string {
  return counters.map((counter) => {
    const { help, labels } = counter.spec
    const name = `${counter.spec.name}_total`
    const lines = [...counter.series()].map((series) => `${name}${labelled(labels, series)} ${series.count}\n`)
    return `# HELP ${name} ${escaped(help, HELP)}\n# TYPE ${name} counter\n${lines.join('')}`
  }).join('')
}

function labelled(labels: readonly string[], { values }: Series): string {
  const pairs = labels.map((label, index) => `${label}="${escaped(values[index] ?? '', VALUE)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const HELP = /[\\\n]/g
const VALUE = /[\\\n"]/g

/** The text is written as UTF-8, which has no halves of characters. */
function escaped(text: string, special: RegExp): string {
  return text.toWellFormed().replace(special, (char) => (char === '\n' ? String.raw`\n` : `\\${char}`))
}
