import { BUILT_IN_PLAN } from '../../lib/detect/phone/numbering-plan.ts'
import { installedMetadata } from '../../lib/numbering/installed-metadata.ts'
import { readMetadata } from '../../lib/numbering/metadata.ts'
import { random } from '../helpers/documents.ts'
import { compare, Numbers, type Dialled } from './numbers.ts'

/**
 * Compares the numbering plan with libphonenumber: `npm run fuzz:numbers -- <numbers> <seed>`. Fails if the plan misses
 * a number, or says something else about one. Numbers that only the plan knows are counted by country, with examples.
 */
const runs = Number(process.argv[2] ?? 1_100_000)
const seed = Number(process.argv[3] ?? Date.now() % 1e9)

const numbers = new Numbers(readMetadata(JSON.parse(installedMetadata().json)))
const each = Math.ceil(runs / numbers.kinds.size)
const extras = new Map<string, string[]>()
let failures = 0
for (const [index, [kind, make]] of [...numbers.kinds].entries()) {
  const r = random(seed + index)
  const counts = { none: 0, same: 0, extra: 0 }
  for (let left = each; left > 0; left--) {
    const dialled = make(r)
    const comparison = compare(BUILT_IN_PLAN, dialled)
    if (comparison === 'extra') remember(dialled)
    if (comparison === 'none' || comparison === 'same' || comparison === 'extra') counts[comparison]++
    else if (++failures < 20) console.log(`${comparison}: ${JSON.stringify(dialled)}`)
  }
  console.log(`${kind}: ${each} numbers, ${counts.same} valid to both, ${counts.extra} to the plan alone`)
}
for (const [region, found] of [...extras].sort(([, a], [, b]) => b.length - a.length)) {
  console.log(`${region}: ${found.length}, such as ${found.slice(0, 3).join(' ')}`)
}
console.log(`${each * numbers.kinds.size} numbers from seed ${seed}: ${failures} missed or called something else`)
process.exitCode = failures === 0 ? 0 : 1

function remember({ digits, region }: Dialled): void {
  const found = extras.get(region ?? '+') ?? []
  found.push(digits)
  extras.set(region ?? '+', found)
}
