import type { Seeded } from '../../lib/demo/seeded.ts'
import { REGIONS, type Line, type NumberBook, type Region } from './numbers.ts'
import { person, type Person } from './people.ts'

/** Of a hundred lines, so many are of the tenant's own region. */
const OWN_REGION = 70

/** What one body is drawn from. */
export class Source {
  readonly random: Seeded
  /** The region of the tenant that is asking; null if nobody declared one. */
  readonly region: Region | null
  protected readonly book: NumberBook

  constructor(random: Seeded, region: Region | null, book: NumberBook) {
    this.random = random
    this.region = region
    this.book = book
  }

  /** True in so many of a hundred cases. */
  chance(percent: number): boolean {
    return this.random.below(100) < percent
  }

  pick<T>(...list: readonly [T, ...T[]]): T {
    return this.random.pick(list)
  }

  /** From one to `most` of them. */
  some<T>(most: number, make: (at: number) => T): T[] {
    return Array.from({ length: 1 + this.random.below(most) }, (_, at) => make(at))
  }

  person(): Person {
    return person(this.random)
  }

  line(): Line {
    const region = this.region !== null && this.chance(OWN_REGION) ? this.region : this.random.pick(REGIONS)
    return this.book.line(this.random, region)
  }
}
