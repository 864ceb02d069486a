/** Every numeric limit of the package: unit in the name, default here, reason on the same line. */
export const LIMITS = {
  maxDepth: 512, // containers; deeper than any API we know, small enough for a client that parses recursively
  maxKeyBytes: 16_384, // raw bytes of one object key; a key is held whole, because it is data too
  maxNumberBytes: 4_096, // raw bytes of one number; it is held whole, because it may be replaced
  maxLeafBytes: 65_536, // raw bytes of a string that is looked at as a whole; longer ones are looked at in windows
  windowMarginBytes: 4_096, // no finding is longer (254 bytes of e-mail, each written as a 6-byte escape, and some)
  maxSiblingBytes: 16_384, // an object larger than this has context `unknown`: its leaves are not held back for it
  maxLeadBytes: 4_096, // white space between a comma and its member that is held, so that the member can be dropped
  maxHeldBytes: 1_048_576, // bytes held back by one stream; reached only by input made to reach it
  maxNestingLevels: 3, // JSON in a string in JSON in a string ...; what is deeper is treated as text
  maxKeys: 8_192, // distinct keys remembered per filter; further ones are classified at each occurrence
  maxScopes: 4_096, // distinct normalised paths remembered per filter; further ones share one name per meaning
  maxPlans: 4_096, // kinds of leaves for which it is remembered what is done; further ones are looked at one by one
  maxFacts: 16, // sibling facts kept per object; further ones make the context `unknown`
  maxFactChars: 64, // UTF-16 units of one sibling fact; a longer value is no discriminator
  maxReceiptCells: 4_096, // distinct (category, path, outcome, cause) rows of a receipt; the rest is counted in one row
  maxHeaderChars: 16_384, // UTF-16 units of one response header value; Node refuses larger header blocks anyway
  maxPolicyFileBytes: 4_194_304, // one policy file
  maxApiOperations: 4_096, // of one API description; a response is matched against all of them
  maxApiFields: 200_000, // of all operations of an API description; schemas that refer to each other mean any number
} as const

export type Limits = { readonly [name in keyof typeof LIMITS]: number }

/** Of what is done with receipts. None of these is an option of the filter; the first two are options of a log. */
export const AUDIT_LIMITS = {
  maxQueuedLines: 10_000, // receipts that wait for a slow disk; a few seconds of a busy service
  maxQueuedBytes: 16_777_216, // the same in bytes of UTF-8, since a receipt may have thousands of cells
  maxLineBytes: 33_554_432, // one line of a log, when read; above what a queue can hold, so that every line can be read
  maxMetricApps: 100, // apps that metrics tell apart; the rest is `other`
  maxMetricSeries: 2_000, // series of one metric; monitoring keeps each of them for weeks
  maxDisclosureCells: 65_536, // rows that a comparison with declarations keeps, about 25 MB; the rest is counted
} as const
