import { random } from '../helpers/documents.ts'
import { makeCase, makeCuts } from './cases.ts'
import { Comparison } from './compare.ts'

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
  const { plan, shape, body } = makeCase(r)
  for (let way = 0; way < CUTS_PER_BODY; way++) {
    const cuts = makeCuts(r, body.length, way)
    const difference = comparison.difference(plan, shape, body, cuts)
    done++
    if (difference === null) continue
    console.log(`seed ${seed}, cuts ${cuts.join()}: ${difference}\n${JSON.stringify(body.toString('latin1'))}`)
    return 1
  }
  return 0
}
