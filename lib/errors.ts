/**
 * The closed table of everything this package can refuse to do.
 *
 * A message is lower-case, names its input in backticks, and never holds a value from a body: messages are built from
 * codes, limits, policy ids and file positions only. Each code has an entry in SECURITY.md under "Errors", and a contract
 * test compares the two lists.
 */

/** What a code means: how bad it is for the response, and the sentence that is shown. */
interface ErrorEntry {
  /**
   * `body`: the response is refused (exit 3, problem+json). `config`: the program is refused (exit 2, thrown at
   * start-up).
   */
  readonly kind: 'body' | 'config'
  readonly message: string
}

export const ERRORS = {
  // --- the body cannot be shown to be safe -------------------------------------------------------------------------
  ERR_EGRESS_SYNTAX: { kind: 'body', message: 'the body is not one valid JSON document' },
  ERR_EGRESS_UTF8: { kind: 'body', message: 'the body is not valid UTF-8' },
  ERR_EGRESS_TRUNCATED: { kind: 'body', message: 'the body ended before the document was complete' },
  ERR_EGRESS_DEPTH: { kind: 'body', message: 'the document is nested deeper than `maxDepth`' },
  ERR_EGRESS_KEY_SIZE: { kind: 'body', message: 'an object key is longer than `maxKeyBytes`' },
  ERR_EGRESS_NUMBER_SIZE: { kind: 'body', message: 'a number is longer than `maxNumberBytes`' },
  ERR_EGRESS_HOLD: { kind: 'body', message: 'more bytes than `maxHeldBytes` would have to be held back' },
  ERR_EGRESS_FRAME: { kind: 'body', message: 'the body does not follow the framing of its media type' },
  ERR_EGRESS_BLOCKED: { kind: 'body', message: 'the policy blocks this response' },
  ERR_EGRESS_REVOKED: { kind: 'body', message: 'the registration of the receiving app is no longer active' },
  ERR_EGRESS_STAGE: { kind: 'body', message: 'a stage of the filter failed' },
  ERR_EGRESS_MEDIA_TYPE: {
    kind: 'body',
    message: 'the media type of the body cannot be filtered and is not allow-listed',
  },
  ERR_EGRESS_CHARSET: { kind: 'body', message: 'the charset of the body cannot be filtered' },
  ERR_EGRESS_ENCODING: { kind: 'body', message: 'the content coding of the body cannot be filtered' },
  ERR_EGRESS_HEADER: { kind: 'body', message: 'a response header is longer than `maxHeaderChars`' },
  ERR_EGRESS_PARTIAL: { kind: 'body', message: 'a partial response cannot be filtered' },
  ERR_EGRESS_ENDED: { kind: 'body', message: 'the stream was used after it ended' },
  ERR_EGRESS_IDENTITY: { kind: 'body', message: 'the receiving app could not be identified' },

  // --- the configuration is wrong ----------------------------------------------------------------------------------
  ERR_EGRESS_OPTION: { kind: 'config', message: 'an option is wrong' },
  ERR_EGRESS_POLICY_READ: { kind: 'config', message: 'a policy file cannot be read' },
  ERR_EGRESS_POLICY_PARSE: { kind: 'config', message: 'a policy file is not valid JSON or YAML' },
  ERR_EGRESS_POLICY_SCHEMA: { kind: 'config', message: 'a policy file does not follow its schema' },
  ERR_EGRESS_POLICY_REFERENCE: { kind: 'config', message: 'a policy file refers to something that does not exist' },
  ERR_EGRESS_POLICY_CONFLICT: { kind: 'config', message: 'two parts of the policy contradict each other' },
  ERR_EGRESS_FILE: { kind: 'config', message: 'a file cannot be read or written' },
  ERR_EGRESS_USAGE: { kind: 'config', message: 'the command line is wrong' },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS

/**
 * Where in a policy file a configuration error was found, and what would have been right. Lines and columns count from
 * 1.
 */
export interface ErrorDetail {
  /** Appended to the table's sentence. Must be built from names, ids, limits; never from a body. */
  readonly what?: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** A short example of the right form. */
  readonly example?: string
}

const HELP = 'SECURITY.md#'

/** The only error class this package throws. Safe to log as it is. */
export class EgressError extends Error {
  override readonly name = 'EgressError'
  readonly code: ErrorCode
  /** `body` or `config`, see {@link ERRORS}. */
  readonly kind: 'body' | 'config'
  /** Where the code is explained. */
  readonly help: string
  readonly file: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly example: string | undefined

  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    const entry = ERRORS[code]
    const place = detail.file === undefined ? '' : `${detail.file}:${detail.line ?? 1}:${detail.column ?? 1}: `
    const what = detail.what === undefined ? '' : `: ${detail.what}`
    const example = detail.example === undefined ? '' : `; for example: ${detail.example}`
    super(`${place}${entry.message}${what}${example}`)
    this.code = code
    this.kind = entry.kind
    this.help = HELP + code.toLowerCase()
    this.file = detail.file
    this.line = detail.line
    this.column = detail.column
    this.example = detail.example
  }
}

/**
 * The error as it may be shown: an {@link EgressError} as it is, anything else (a bug, a library's message that may
 * quote the body) replaced by `ERR_EGRESS_STAGE`.
 */
export function asEgressError(cause: unknown): EgressError {
  return cause instanceof EgressError ? cause : new EgressError('ERR_EGRESS_STAGE')
}
