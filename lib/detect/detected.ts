import type { TextView } from '../bytes/view.ts'
import type { Facets } from './detector.ts'
import type { Finding } from './finding.ts'

/** A finding whose region and number type are asked of the numbering plan only when somebody asks for them. */
export class DetectedFinding implements Finding {
  readonly category: number
  readonly start: number
  readonly end: number
  readonly view: TextView
  readonly whole: boolean
  readonly confidence: number
  readonly detector: string
  readonly context: number
  private readonly facets: Facets | null
  /** Another finding of the same datum, which may know what this one does not. */
  private readonly other: Finding | null

  constructor(found: Omit<Finding, 'region' | 'numberType'>, facets: Facets | null, other: Finding | null = null) {
    this.category = found.category
    this.start = found.start
    this.end = found.end
    this.view = found.view
    this.whole = found.whole
    this.confidence = found.confidence
    this.detector = found.detector
    this.context = found.context
    this.facets = facets
    this.other = other
  }

  get region(): string | null {
    return this.facets?.region ?? this.other?.region ?? null
  }

  get numberType(): string | null {
    return this.facets?.numberType ?? this.other?.numberType ?? null
  }
}
