import { random } from '../helpers/documents.ts'
import { breakBody, makeBody } from './bodies.ts'
import { Comparison } from './compare.ts'
import { PLANS, SHAPES } from './plans.ts'

/**
 * Fuzzes the kernel against the reference walker: `npm run fuzz -- <bodies times cuts> <seed>`. Prints the seed of the
 * first body that is read differently, and stops.
 */
const runs = Number(process.argv[2] ?? 200_000)
const firstSeed = Number(process.argv[3] ?? Date.now() % 1e9)
const CUTS_PER_BODY = 4

const comparison = new Comparison()
const began = Date.now()
let done = 0
let failures = 0
for (let seed = firstSeed; done < runs && failures === 0; seed++) {
  failures += fuzz(seed)
  if ((seed - firstSeed) % 5000 === 0 && !comparison.isSound()) {
    console.log(`written out of bounds before seed ${seed}`)
    failures++
  }
  if ((seed - firstSeed) % 250_000 === 249_999) console.log(`${done} after ${Date.now() - began} ms`)
}
if (!comparison.isSound()) failures++
console.log(`${done} bodies times cuts from seed ${firstSeed} in ${Date.now() - began} ms: ${failures} differences`)
process.exitCode = failures === 0 ? 0 : 1

function fuzz(seed: number): number {
  const r = random(seed)
  const plan = PLANS[r(PLANS.length)] as (typeof PLANS)[number]
  const shape = SHAPES[r(SHAPES.length)] as (typeof SHAPES)[number]
  let body: Buffer = Buffer.from(makeBody(r))
  if (shape.documents === 'records') body = Buffer.concat([Buffer.from('\x1e'), body])
  if (shape.documents === 'lines' && r(2) === 0) body = Buffer.concat([body, Buffer.from('\n'), Buffer.from(makeBody(r))])
  if (shape.trailer.length > 0 && r(4) > 0) body = Buffer.concat([body, shape.trailer])
  if (r(3) === 0) body = breakBody(r, body)
  for (let i = 0; i < CUTS_PER_BODY; i++) {
    const cuts = cutsOf(r, body.length, i)
    const difference = comparison.difference(plan, shape, body, cuts)
    done++
    if (difference === null) continue
    console.log(`seed ${seed}, cuts ${cuts.join()}: ${difference}\n${JSON.stringify(body.toString('latin1'))}`)
    return 1
  }
  return 0
}

/** None; one; some; one after each byte. */
function cutsOf(r: (below: number) => number, length: number, way: number): number[] {
  if (length < 2 || way === 0) return []
  if (way === 3 && length < 200 && r(4) === 0) return Array.from({ length: length - 1 }, (_, i) => i + 1)
  const cuts = Array.from({ length: way === 1 ? 1 : 1 + r(12) }, () => 1 + r(length - 1))
  return [...new Set(cuts)].sort((a, b) => a - b)
}
