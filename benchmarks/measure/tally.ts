import { KINDS, type Kind, type Secret } from '../fixtures/leaf.ts'
import type { Planted } from '../fixtures/write.ts'
import { leavesOf } from './leaves.ts'

export interface Count {
  readonly planted: number
  readonly leaked: number
}

/** What a filter let through, and what it destroyed. */
export interface Tally extends Count {
  readonly byKind: Readonly<Record<Kind, Count>>
  /** Harmless values and parts of texts. */
  readonly clean: number
  /** Those that are gone, or say something else. */
  readonly damaged: number
  /** Those that say the same in other bytes: escapes of a string, zeros behind the last digit of a number. */
  readonly respelled: number
  /** Not even JSON came out: everything harmless counts as damaged. */
  readonly isBroken: boolean
}

/**
 * Compares what came out with what was put in.
 * @param declared kinds that this receiver may have
 */
export function tally(output: string, planted: readonly Planted[], declared: readonly string[]): Tally {
  const leaves = readLeaves(output)
  const none = KINDS.map((kind) => [kind, { planted: 0, leaked: 0 }])
  const counts = Object.fromEntries(none) as Record<Kind, Mutable<Count>>
  const total = { clean: 0, damaged: 0, respelled: 0 }
  for (const [pointer, parts] of grouped(planted, ({ pointer }) => pointer)) {
    // Without leaves the whole output stands in for each of them, so that nothing hides in what is broken.
    const raw = leaves === null ? JSON.stringify(output) : leaves.get(pointer)
    const text = raw === undefined ? '' : textOf(raw)
    for (const [secret, times] of counted(parts.flatMap(({ secrets }) => secrets), secretId)) {
      if (declared.includes(secret.kind)) continue
      counts[secret.kind].planted += times
      counts[secret.kind].leaked += Math.min(times, occurrences(text, secret))
    }
    for (const [kept, times] of counted(parts.flatMap(({ keeps }) => keeps), (text) => text)) {
      total.clean += times
      total.damaged += leaves === null ? times : Math.max(0, times - text.split(kept).length + 1)
    }
    const [only] = parts
    if (only === undefined || only.raw === null || only.secrets.length + only.keeps.length > 0) continue
    total.clean++
    if (leaves === null || raw === undefined || textOf(raw) !== textOf(only.raw)) total.damaged++
    else if (raw !== only.raw) total.respelled++
  }
  const sum = (of: keyof Count): number => KINDS.reduce((all, kind) => all + counts[kind][of], 0)
  return { planted: sum('planted'), leaked: sum('leaked'), byKind: counts, ...total, isBroken: leaves === null }
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] }

function readLeaves(output: string): Map<string, string> | null {
  try {
    return leavesOf(output)
  } catch {
    return null
  }
}

/** What a leaf says. A number is its digits: a parser that has no room for all of them changes it. */
function textOf(raw: string): string {
  if (raw.startsWith('"')) return `"${JSON.parse(raw) as string}`
  return raw.replace(/^(-?\d+)[.]0*$|^(-?\d+[.]\d*?)0+$/, '$1$2')
}

function secretId({ kind, core }: Secret): string {
  return `${kind} ${core}`
}

/** Each of them once, with how many there are. */
function counted<T>(list: readonly T[], id: (one: T) => string): [T, number][] {
  return [...grouped(list, id).values()].map((same) => [same[0] as T, same.length])
}

function grouped<T>(list: readonly T[], id: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(id(one))
    if (group === undefined) groups.set(id(one), [one])
    else group.push(one)
  }
  return groups
}

/** How often the core of a secret can be read in a text. */
function occurrences(text: string, { kind, core }: Secret): number {
  if (kind === 'phone') return text.replace(/\D/g, '').split(core).length - 1
  if (kind === 'extension') return text.match(new RegExp(`(?<![\\w-])${core}(?![\\w-])`, 'g'))?.length ?? 0
  return text.toLowerCase().split(core.toLowerCase()).length - 1
}
