import { NO_SIBLINGS, UNKNOWN_SIBLINGS, type Fact, type Siblings } from '../detect/detection.ts'
import { holdsOwnMark } from '../detect/own-marks.ts'
import type { Limits } from '../limits.ts'

/**
 * One container that holds a leaf of interest, from its bracket to the moment nobody waits for it any more. Leaves that
 * depend on their siblings wait until the frame is settled: closed, or too large to be waited for.
 */
export class Frame {
  readonly parent: Frame | null
  readonly isObject: boolean
  /** Offset of the opening bracket, from the start of the input. */
  readonly start: number
  /** Offset of the container's own member, and its index there; for pointers. */
  readonly member: number
  readonly index: number
  /** How many leading members were removed. */
  removed = 0
  private readonly limits: Limits
  private readonly facts: Fact[] = []
  private evidence = 0
  private end = -1
  private overfull = false

  constructor(limits: Limits, parent: Frame | null, isObject: boolean, start: number, member: number, index: number) {
    this.limits = limits
    this.parent = parent
    this.isObject = isObject
    this.start = start
    this.member = member
    this.index = index
  }

  /** @param end offset behind the fact: what lies beyond the limit says nothing, wherever the chunks were cut */
  addFact(fact: Fact, end: number): void {
    if (fact.text.length > this.limits.maxFactChars || end - this.start > this.limits.maxSiblingBytes) return
    // What was filtered says nothing new when it is filtered again: no marker, and no document in a string.
    if (holdsOwnMark(fact.text) || /^\s*[[{]/.test(fact.text)) return
    if (this.facts.length < this.limits.maxFacts) this.facts.push(fact)
    else this.overfull = true
  }

  close(end: number, evidence: number): void {
    this.end = end
    this.evidence = evidence
  }

  /** @param position bytes read so far: past the limit nobody waits, wherever the chunks were cut */
  isSettled(position: number): boolean {
    return this.end >= 0 || position - this.start > this.limits.maxSiblingBytes
  }

  get siblings(): Siblings {
    const known = this.end >= 0 && this.end - this.start <= this.limits.maxSiblingBytes && !this.overfull
    // Facts that are known all the same can only add findings.
    return known ? { known, evidence: this.evidence, facts: this.facts } : { ...UNKNOWN_SIBLINGS, facts: this.facts }
  }
}

/** The object that a leaf in `frame` has its siblings in: the nearest one, through arrays. */
export function objectAround(frame: Frame | null): Frame | null {
  while (frame !== null && !frame.isObject) frame = frame.parent
  return frame
}

/** The object directly around an object. */
export function outerObject(object: Frame | null): Frame | null {
  const parent = object?.parent ?? null
  return parent?.isObject === true ? parent : null
}

export function siblingsOf(object: Frame | null): Siblings {
  return object?.siblings ?? NO_SIBLINGS
}
