import { segment, segments, type Clean, type Ledger, type Planted, type Where } from './ledger.ts'
import { isTold } from './told.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What a filter let through of a body, and what it destroyed. */
export interface Outcome {
  readonly leaked: readonly Planted[]
  readonly damaged: readonly Clean[]
}

/**
 * Compares what came out of a filter with what was put in.
 * @param input the body, parsed; it says where members and elements were that are gone
 * @param output the same after the filter; undefined if the filter refused it
 */
export function compare({ planted, clean }: Ledger, input: Json, output: Json | undefined): Outcome {
  const keys = new Set(planted.filter(({ place }) => place === 'objectKey').map(({ where }) => where.join('\n')))
  const at = (where: Where): Found => find(where, input, output, keys)
  return {
    leaked: planted.filter((plant) => {
      const found = at(plant.where)
      if (plant.place === 'objectKey') return isTold(plant, found.key ?? '')
      return found.values.some((value) => isTold(plant, textOf(value)))
    }),
    damaged: clean.filter(({ value, where }) => !at(where).values.some((found) => found === value)),
  }
}

/** Where a leaf of the input has gone. */
interface Found {
  /** None: it is gone. More than one: an array lost elements, and it may be any of those that are left. */
  readonly values: readonly Json[]
  /** The key it stands under now. */
  readonly key: string | null
}

const GONE: Found = { values: [], key: null }

function find(where: Where, input: Json, output: Json | undefined, keys: ReadonlySet<string>): Found {
  let found: Found = { values: output === undefined ? [] : [output], key: null }
  let before: Json = input
  let path = ''
  for (const [depth, pointer] of where.entries()) {
    if (depth > 0) {
      path += '\n'
      before = parsed(before)
      found = { values: found.values.map(parsed), key: null }
    }
    for (const name of segments(pointer)) {
      path += segment(name)
      found = step(found, before, name, keys.has(path))
      before = child(before, name) ?? null
    }
  }
  return found
}

/** One level down. */
function step({ values }: Found, before: Json, name: string, isKey: boolean): Found {
  const steps = values.map((value): Found => {
    if (Array.isArray(value) && value.length < lengthOf(before)) return { values: value, key: null }
    // A marker where an object was, or JSON that is none any more: whatever it says, it says it here.
    if (typeof value === 'string') return { values: [value], key: null }
    if (value === null || typeof value !== 'object') return GONE
    const key = isKey ? renamed(before, value, name) : name
    const next = key === null ? undefined : child(value, key)
    return next === undefined ? GONE : { values: [next], key }
  })
  return { values: steps.flatMap((one) => one.values), key: steps[0]?.key ?? null }
}

/** The key that stands for one that may have been replaced: new ones stand in the order of those that are gone. */
function renamed(before: Json, after: Json, name: string): string | null {
  const [old, now] = [keysOf(before), keysOf(after)]
  if (now.includes(name)) return name
  const gone = old.filter((key) => !now.includes(key))
  const added = now.filter((key) => !old.includes(key))
  return gone.length === added.length ? (added[gone.indexOf(name)] ?? null) : null
}

function keysOf(value: Json): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

function lengthOf(value: Json): number {
  return Array.isArray(value) ? value.length : 0
}

function child(value: Json, name: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(name)]
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? value[name] : undefined
}

/** A document in a string. What is none any more stands for itself. */
function parsed(value: Json): Json {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as Json
  } catch {
    return value
  }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
