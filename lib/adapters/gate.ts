import type { Receipt } from '../audit/receipt.ts'
import type { BodyFormat, EgressContext } from '../pipeline/context.ts'
import type { Session } from '../pipeline/session-contract.ts'

/**
 * All that the transport knows of the filter: it opens sessions on bodies and filters single header values. An adapter
 * asks for nothing else, so every adapter can be tested with a stand-in.
 */
export interface EgressGate {
  /** Id of the policy bundle in force; part of the entity tags that are issued. */
  readonly policyId: string
  /** Value of the header `Egress-Policy`: which policy the response was filtered by. Default: no header. */
  readonly policyHeader?: string
  /** Starts a body. May throw an EgressError (a revoked app, a blocked route): then nothing is sent. */
  openSession(context: EgressContext, format: BodyFormat): Session
  /**
   * Filters one header value, trailer value or reason phrase. May throw: then the response is refused.
   *
   * @param name what the value is called, where its name may say what it is (`agent-extension`)
   */
  filterText(context: EgressContext, text: string, name?: string): string
  /**
   * The operation that a request is for (`GET /contacts/17`), as the policy names it: part of the context then.
   * Undefined where the policy names none.
   */
  operationFor?(request: string): string | undefined
  /** Headers that say what is ending, beside those of the application. */
  announcements?(context: EgressContext): readonly (readonly [name: string, value: string])[]
  /** The receipt of a response without a body that was filtered. Default: it has none. */
  receiptWithout?(context: EgressContext, result: string): Receipt
  /** A header that classifies what leaves, for a body that is known whole. `null`: none. */
  tagHeader?(receipt: Receipt): readonly [name: string, value: string] | null
}

/** Whoever could not be identified. An app id is never empty, so no registration can match it. */
export const UNKNOWN_APP: EgressContext = Object.freeze({ app: '', audience: 'public' })

/**
 * How a response ended: `filtered` by a session, `empty` (there was no body to filter), `passed` (allow-listed binary),
 * `not-modified` (304 on the filtered bytes), `refused` (500 before the head), `destroyed` (connection closed after the
 * head), `aborted` (by the receiver).
 */
export type ResponseResult =
  | 'filtered' | 'empty' | 'passed' | 'not-modified' | 'refused' | 'destroyed' | 'aborted'

/** What is known of one response when it is over. Holds counts, ids and codes; never content. */
export interface ResponseSummary {
  readonly result: ResponseResult
  /** Code of the error that ended it, if one did. */
  readonly code: string | null
  /** The status that the application chose; the client may have seen 500 or 304. */
  readonly status: number
  readonly app: string
  /** Made when it is first asked for; null where it could not be made. */
  readonly receipt: Receipt | null
}

/** Receives every summary once, when the response has finished or closed. What it throws is swallowed. */
export type SummarySink = (summary: ResponseSummary) => void
