import type { TextView } from '../bytes/view.ts'
import type { Facets } from './detector.ts'
import { C_BUSINESS, C_UNKNOWN, type Finding } from './finding.ts'

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

/** A finding, whose context may be known from the value itself. */
export function findingOf(
  detector: string, category: number, view: TextView, start: number, end: number, whole: boolean, confidence: number,
  context: number, facets: Facets | null = null,
): Finding {
  const whose = context === C_UNKNOWN && facets?.business === true ? C_BUSINESS : context
  return new DetectedFinding({ category, start, end, view, whole, confidence, detector, context: whose }, facets)
}
