import { NO_PLAN, type Plan } from './plan.ts'

/** Integers per slot: scope, surroundings, name, look, and the number of the plan plus one; 0 for an empty slot. */
const SLOT = 5
const FIRST_SLOTS = 64

/**
 * The plans for one recipient: by everything that decides about a leaf. They hold as long as the verdict table they
 * were made from, and are shared by all sessions that use it.
 */
export class PlanTable {
  private readonly maxPlans: number
  private readonly plans: Plan[] = []
  private slots = new Int32Array(FIRST_SLOTS * SLOT)
  /** The number of slots is a power of two; this is one less. */
  private mask = FIRST_SLOTS - 1

  /** @param maxPlans further leaves are looked at one by one */
  constructor(maxPlans: number) {
    this.maxPlans = maxPlans
  }

  /** The plan; null for leaves that were not met yet. */
  find(scope: number, surroundings: number, name: number, look: number): Plan | null {
    const number = this.slots[this.slotOf(scope, surroundings, name, look) + 4] as number
    if (number > 0) return this.plans[number - 1] as Plan
    return this.plans.length < this.maxPlans ? null : NO_PLAN
  }

  add(scope: number, surroundings: number, name: number, look: number, plan: Plan): void {
    this.plans.push(plan)
    this.put(scope, surroundings, name, look, this.plans.length)
    if (this.plans.length * 2 > this.mask) this.grow()
  }

  private put(scope: number, surroundings: number, name: number, look: number, number: number): void {
    const { slots } = this
    const at = this.slotOf(scope, surroundings, name, look)
    slots[at] = scope
    slots[at + 1] = surroundings
    slots[at + 2] = name
    slots[at + 3] = look
    slots[at + 4] = number
  }

  /** The slot with these integers, or the empty one where they belong. */
  private slotOf(scope: number, surroundings: number, name: number, look: number): number {
    let hash = Math.imul(scope, 0x9e3779b1) ^ Math.imul(surroundings, 0x85ebca6b)
    hash ^= Math.imul(look, 0xc2b2ae35) ^ Math.imul(name, 0x27d4eb2f)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    const { slots, mask } = this
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * SLOT
      if (slots[at + 4] === 0) return at
      const isHere = slots[at] === scope && slots[at + 3] === look
      if (isHere && slots[at + 1] === surroundings && slots[at + 2] === name) return at
    }
  }

  private grow(): void {
    const before = this.slots
    this.slots = new Int32Array(before.length * 2)
    this.mask = this.mask * 2 + 1
    for (let at = 0; at < before.length; at += SLOT) {
      const [scope = 0, surroundings = 0, name = 0, look = 0, number = 0] = before.subarray(at, at + SLOT)
      if (number > 0) this.put(scope, surroundings, name, look, number)
    }
  }
}
