import type { Facets, Place } from '../detector.ts'
import { internationalForm, isBusinessNumber } from './business-numbers.ts'
import type { PlannedNumber } from './numbering-plan.ts'

/** What the numbering plan says of a number that is known to be one. The plan is asked if somebody asks, and once. */
export class PlannedFacets implements Facets {
  readonly #written: string
  readonly #digits: string
  readonly #place: Place
  #planned: PlannedNumber | null | undefined

  /**
   * @param written the number as it stands in the text
   * @param digits the digits of it
   */
  constructor(written: string, digits: string, place: Place) {
    this.#written = written
    this.#digits = digits
    this.#place = place
  }

  get region(): string | null {
    return this.#number?.region ?? null
  }

  get numberType(): string | null {
    return this.#number?.numberType ?? null
  }

  get business(): boolean {
    const { businessNumbers = [] } = this.#place
    return businessNumbers.length > 0 && isBusinessNumber(internationalForm(this.#written, this.#place), this.#place)
  }

  get #number(): PlannedNumber | null {
    if (this.#planned === undefined) this.#planned = this.#lookUp()
    return this.#planned
  }

  /** An international number; else one as it is dialled in a region; else one that lacks the `+`. */
  #lookUp(): PlannedNumber | null {
    const { plan, regions } = this.#place
    const digits = Uint8Array.from(this.#digits, Number)
    const { length } = digits
    if (this.#written.includes('+')) return plan.international(digits, 0, length) ?? plan.possible(digits, 0, length)
    for (const region of regions) {
      const planned = plan.dialled(digits, 0, length, region)
      if (planned !== null) return planned
    }
    return plan.international(digits, 0, length)
  }
}
