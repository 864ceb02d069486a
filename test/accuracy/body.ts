import { Seeded } from '../../lib/demo/seeded.ts'
import { NumberBook, REGIONS, type Region } from './numbers.ts'
import { Planter } from './planter.ts'
import { TEMPLATES } from './vendors.ts'
import { write, type Written } from './write.ts'

/** A response of a service that does not exist. */
export interface Body extends Written {
  /** Service and response. */
  readonly name: string
  /** The region that the policy declares for the tenant who is asking; null if it declares none. */
  readonly region: Region | null
}

/** The first `count` responses for a seed: every one in turn, half of them for a tenant with a region. */
export function* bodies(seed: number, count: number): Generator<Body> {
  const book = new NumberBook(seed)
  for (let at = 0; at < count; at++) {
    const random = new Seeded(seed * 1_000_003 + at)
    const template = TEMPLATES[at % TEMPLATES.length]
    if (template === undefined) throw new Error('there are no responses')
    const region = random.below(2) === 0 ? null : random.pick(REGIONS)
    yield { name: template.name, region, ...write(template.make(new Planter(random, region, book))) }
  }
}
