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
  /**
   * The operation that answers: as the API description names it (`GET /contacts/{id}`), or as it was asked for (`GET
   * /contacts/17`). Adapters find it out. Without it, what any operation documents is documented, and what has ended in
   * any operation has ended.
   */
  readonly operation?: string | undefined
}

/** How the bytes of a body are to be read. */
export type BodyFormat = 'json' | 'ndjson' | 'json-seq' | 'sse' | 'jsonp' | 'text'
