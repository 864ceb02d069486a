import { MIXED } from '../detect/surroundings.ts'
import { PROPERTY_DEPTH } from '../detect/card.ts'
import { NO_SIBLINGS, type Evidence, type Fact, type Likeness, type Siblings } from '../detect/detection.ts'
import type { Limits } from '../limits.ts'
import type { KeyClass } from '../walk/watch.ts'

/**
 * One container that holds a leaf of interest, from its bracket to the moment nobody waits for it any more. Leaves that
 * depend on their siblings wait until the frame is settled: closed, or too large to be waited for.
 */
export class Frame {
  parent: Frame | null = null
  isObject = false
  /** A property of a jCard: an array whose elements are to each other what the members of an object are. */
  isProperty = false
  /** Offset of the opening bracket, from the start of the input. */
  start = 0
  /** Offset of the container's own member, and its index there; for pointers. */
  member = 0
  index = 0
  /** How many leading members were removed. */
  removed = 0
  /** The object that a leaf in this frame has its siblings in: this one, or the nearest one through arrays. */
  object: Frame | null = null
  /** The object directly around that object. */
  outer: Frame | null = null
  /** Arrays from the last object to here. */
  private depth = 0
  private readonly limits: Limits
  private readonly pool: Frame[]
  /** By whom the frame is still needed: while it is open, by frames in it, by leaves that wait. */
  private uses = 0
  private evidence = 0
  private end = -1
  private overfull = false
  /** The first so many entries of the lists are facts; what stands behind them is left from another container. */
  private factCount = 0
  private readonly factKeys: KeyClass[] = []
  private readonly factTexts: (string | null)[] = []
  /** Facts of which only the bytes were kept: one after the other, and where each ends. */
  private nameCount = 0
  private bytes: Uint8Array = NO_BYTES
  private readonly ends: number[] = []
  /** Extensions of the record (bare-line.ts). */
  private readonly extensions = new Set<number>()
  /** What the facts say together, as likeness puts it. */
  private said = 0
  /** What members say to each other, once it cannot change any more. */
  private settled: Siblings | null = null
  private code = UNASKED
  private name = UNASKED

  private constructor(limits: Limits, pool: Frame[]) {
    this.limits = limits
    this.pool = pool
  }

  /** A frame for a container that begins; one that is needed no more is used again. */
  static open(
    limits: Limits, pool: Frame[], parent: Frame | null, isObject: boolean, inCard: boolean,
    start: number, member: number, index: number,
  ): Frame {
    const frame = pool.pop() ?? new Frame(limits, pool)
    frame.parent = parent
    frame.isObject = isObject
    frame.start = start
    frame.member = member
    frame.index = index
    frame.depth = isObject ? 0 : (parent?.depth ?? 0) + 1
    frame.isProperty = inCard && frame.depth === PROPERTY_DEPTH
    // The parameters of a property say what they say of the property.
    const isParameters = isObject && index === 1 && parent?.isProperty === true
    frame.object = (isObject && !isParameters) || frame.isProperty ? frame : (parent?.object ?? null)
    const around = frame.object?.parent ?? null
    frame.outer = around?.isObject === true ? around : null
    frame.removed = frame.evidence = frame.said = frame.factCount = frame.nameCount = 0
    frame.end = -1
    if (frame.extensions.size > 0) frame.extensions.clear()
    frame.overfull = false
    frame.settled = null
    frame.code = frame.name = UNASKED
    frame.uses = 1
    if (parent !== null) parent.uses++
    return frame
  }

  hold(): void {
    this.uses++
  }

  letGo(): void {
    if (--this.uses > 0) return
    this.pool.push(this)
    this.parent?.letGo()
  }

  /** True if a fact that ends here is too far from the bracket: it says nothing, wherever the chunks were cut. */
  isBeyond(end: number): boolean {
    return end - this.start > this.limits.maxSiblingBytes
  }

  /** @param said what the fact says, as likeness puts it */
  addFact(key: KeyClass, text: string, said: number, likeness: Likeness | undefined): void {
    if (!this.hasRoom()) return
    this.factKeys[this.factCount] = key
    this.factTexts[this.factCount++] = text
    if (said !== 0) this.said = likeness?.join(this.said, said) ?? MIXED
  }

  /** The same for a fact that says nothing but a name, in ASCII without escapes: few are ever read. */
  addName(key: KeyClass, bytes: Uint8Array, start: number, end: number): void {
    if (!this.hasRoom()) return
    const from = this.nameCount === 0 ? 0 : (this.ends[this.nameCount - 1] as number)
    const to = from + end - start
    if (to > this.bytes.length) {
      const grown = new Uint8Array(Math.max(to * 2, FIRST_BYTES))
      grown.set(this.bytes)
      this.bytes = grown
    }
    for (let at = start; at < end; at++) this.bytes[from + at - start] = bytes[at] as number
    this.factKeys[this.factCount] = key
    this.factTexts[this.factCount++] = null
    this.ends[this.nameCount++] = to
  }

  /** Remembers an extension for what stands beside it, and beside the object that holds it. */
  confirm(line: number, end: number): void {
    this.object?.remember(line, end)
    this.outer?.remember(line, end)
  }

  private remember(line: number, end: number): void {
    if (!this.isBeyond(end) && this.extensions.size < MAX_EXTENSIONS) this.extensions.add(line)
  }

  /** True if the record around a leaf in this frame has such an extension. */
  isConfirmed(line: number): boolean {
    return this.object?.extensions.has(line) === true || this.outer?.extensions.has(line) === true
  }

  private hasRoom(): boolean {
    if (this.factCount === this.limits.maxFacts) this.overfull = true
    return !this.overfull
  }

  close(end: number, evidence: number): void {
    this.end = end
    this.evidence = evidence
  }

  /** @param position bytes read so far: past the limit nobody waits, wherever the chunks were cut */
  isSettled(position: number): boolean {
    return this.end >= 0 || position - this.start > this.limits.maxSiblingBytes
  }

  /** What the objects around a leaf in this frame say to it, once they are settled: see likeness. */
  surroundings(likeness: Likeness): number {
    const { object, outer } = this
    if (object === null) return likeness.surroundings(NO_SIBLINGS, NO_SIBLINGS, 0)
    if (object.code !== UNASKED) return object.code
    const code = likeness.surroundings(object.evident, outer === null ? NO_SIBLINGS : outer.evident, object.said)
    // Another chunk may still close an object that was too large to be waited for.
    if (object.end >= 0 && (outer === null || outer.end >= 0)) object.code = code
    return code
  }

  /** What name the siblings of a leaf in this frame give it. */
  named(likeness: Likeness): number {
    const { object } = this
    if (object === null || object.factCount === 0) return 0
    if (object.name !== UNASKED) return object.name
    const name = likeness.named(object.members.facts)
    if (object.end >= 0) object.name = name
    return name
  }

  /** The siblings of a leaf in this frame, as far as they are known. */
  get siblings(): Siblings {
    return this.object?.members ?? NO_SIBLINGS
  }

  /** The siblings of the object around a leaf in this frame. */
  get outerSiblings(): Siblings {
    return this.outer?.members ?? NO_SIBLINGS
  }

  private get members(): Siblings {
    if (this.settled !== null) return this.settled
    const { known, evidence } = this.evident
    // Facts that are known all the same can only add findings.
    const members = { known, evidence, facts: this.facts }
    if (this.end >= 0) this.settled = members
    return members
  }

  private get evident(): Evidence {
    const known = this.end >= 0 && !this.isBeyond(this.end) && !this.overfull
    return known ? { known, evidence: this.evidence } : UNKNOWN
  }

  private get facts(): Fact[] {
    const bytes = Buffer.from(this.bytes.buffer, 0, this.bytes.length)
    let name = 0
    return this.factKeys.slice(0, this.factCount).map((key, i) => {
      const text = this.factTexts[i] ?? bytes.toString('latin1', this.ends[name - 1] ?? 0, this.ends[name++])
      return { key, text }
    })
  }
}

/** Of one record; more are told by their own keys only. */
const MAX_EXTENSIONS = 256
const NO_BYTES = new Uint8Array(0)
const FIRST_BYTES = 64
const UNASKED = -2
const UNKNOWN = { known: false, evidence: 0 } as const
