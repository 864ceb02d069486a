import type { Shape, WatchPlan } from '../../lib/walk/walker.ts'
import { breakBody, makeBody, type Random } from './bodies.ts'
import { PLANS, SHAPES } from './plans.ts'

/** A body, and how it is to be read. */
export interface Case {
  readonly plan: WatchPlan
  readonly shape: Shape
  readonly body: Buffer
}

export function makeCase(r: Random): Case {
  const plan = PLANS[r(PLANS.length)] as WatchPlan
  const shape = SHAPES[r(SHAPES.length)] as Shape
  const body = makeInput(r, shape)
  return { plan, shape, body: r(3) === 0 ? breakBody(r, body) : body }
}

function makeInput(r: Random, { documents, trailer }: Shape): Buffer {
  const count = documents === 'one' ? 1 : 1 + r(3)
  const texts = Array.from({ length: count }, () => {
    const text = makeBody(r)
    if (documents === 'lines') return `${text.replaceAll('\n', ' ')}\n`
    return documents === 'records' ? `\x1e${text}` : text
  })
  const bytes = Buffer.from(texts.join(''))
  return trailer.length > 0 && r(4) > 0 ? Buffer.concat([bytes, trailer]) : bytes
}

/** Ascending offsets inside a body: none; one; some; one after each byte. */
export function makeCuts(r: Random, length: number, way: number): number[] {
  if (length < 2 || way === 0) return []
  if (way === 3 && length < 200 && r(4) === 0) return Array.from({ length: length - 1 }, (_, i) => i + 1)
  const cuts = Array.from({ length: way === 1 ? 1 : 1 + r(12) }, () => 1 + r(length - 1))
  return [...new Set(cuts)].sort((a, b) => a - b)
}
