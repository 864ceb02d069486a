import { readdirSync, readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../helpers/root.ts'

interface Gap {
  readonly key: string | null
  readonly value: unknown
  readonly find: readonly (readonly [category: string, text: string, whole?: string])[]
  readonly why?: string
}

/** What the corpora record as not found, detector by detector. */
export function gapsList(): string {
  const corpora = join(ROOT, 'test/corpora')
  const rows = readdirSync(corpora).sort().flatMap((detector) => {
    const file = join(corpora, detector, 'gap.json')
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Gap[]).map((gap) => row(detector, gap)) : []
  })
  return ['| detector | value | under key | why |', '|---|---|---|---|', ...rows].join('\n')
}

function row(detector: string, { key, value, why }: Gap): string {
  return `| ${detector} | ${code(value)} | ${key === null ? 'any' : code(key)} | ${why ?? ''} |`
}

function code(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `\`${text.replaceAll('|', '\\|')}\``
}
