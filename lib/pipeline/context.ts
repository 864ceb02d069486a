/** Who is about to receive a body, as verified by the host application; never taken from an unverified header. */
export interface EgressContext {
  /** Id of a registered app. Anything else receives what an unknown app receives: nothing that is private. */
  readonly app: string
  readonly tenant?: string | undefined
  /**
   * A Fideslang data use that the app's token holds. Default: the registration's own default purpose, if it names one.
   */
  readonly purpose?: string | undefined
  /** Narrows the audience of the registration; can never widen it. */
  readonly audience?: 'self' | 'tenant' | 'partner' | 'public' | undefined
}

/** How the bytes of a body are to be read. */
export type BodyFormat = 'json' | 'ndjson' | 'json-seq' | 'sse' | 'jsonp' | 'text'
