import { DIGITS_SHIFT, LOOKED_CLOSER } from './leaf.ts'

/**
 * The watch plan: what a walker needs to know of policy and detectors, and nothing more. Detectors classify keys; the
 * policy names paths; the walker looks both up and reports only what could matter.
 */

/** JSON types of a value, as bits. */
export const T_STRING = 1
export const T_NUMBER = 2
export const T_LITERAL = 4
export const T_ANY = T_STRING | T_NUMBER | T_LITERAL
/**
 * Beside T_STRING: the key itself says what a string is. A short and plain one gets no closer look: the detectors of the
 * key see it in any case.
 */
export const TELLING = 8
/** Longer strings may hold other things beside what the key says. */
export const MAX_TOLD_BYTES = 64

/**
 * What a key says about the value under it. Made by the detectors (one instance per distinct meaning, so identity may
 * be compared), opaque to the walker except for the fields below.
 */
export interface KeyClass {
  /** Dense, unique per plan. 0 is the class of keys that say nothing. */
  readonly id: number
  /** JSON types that are reported under this key whatever their bytes hold. */
  readonly watch: number
  /** Everything below a container under this key belongs to the class (`birthdays` -> year, month, day). */
  readonly inherits: boolean
  /** The value is a fact about its siblings (`type`, `label`, `country`): strings and numbers are always reported. */
  readonly fact: boolean
  /** Bits that this key adds to the evidence of the enclosing object, whatever its value. */
  readonly evidence: number
  /** Keys of an object under this key are data (`presenceByExtension`): all of them are reported. Default: false. */
  readonly tellsKeys?: boolean
  /** True if every word of the key is schema vocabulary, so that a receipt may show it. */
  readonly showable: boolean
}

/** Bits of {@link KeyClass.evidence}; two of the telephony group make an object a telephony record. */
export const E_DIRECTION = 1
export const E_DURATION = 2
export const E_CALL_ID = 4
export const E_QUEUE = 8
export const E_RECORDING = 16
export const E_PARTY = 32
export const E_PERSON = 64
export const E_LINE = 128
export const E_PLACE = 256
export const E_NAME = 512
export const E_ENDS = 1024
export const E_MESSAGE = 2048
export const E_DIALLED = 4096

/**
 * Classifies the text of a key, as the client would read it. Pure; called once per distinct key, or more often past
 * `maxKeys`.
 */
export type ClassifyKey = (text: string) => KeyClass

/** Which leaves are reported although their key says nothing. */
export interface Gates {
  /** A string, key or part passes if it has any of these flags ... */
  readonly anyFlag: number
  /** ... or at least this many ASCII digits (non-ASCII ones are covered by HAS_NON_ASCII in `anyFlag`). */
  readonly minDigits: number
  /**
   * A part that passes is reported. A string or key that passes is looked at closer (hints.ts), and reported only if it
   * has one of these flags or hints. 0: it is reported without another look.
   */
  readonly anyHint: number
  /** A number is reported if it has at least this many digits. */
  readonly minNumberDigits: number
  /** Report every scalar (closed posture). */
  readonly everything: boolean
}

/** True if the flags of a string, key or part, as far as they were set, make it worth a detector's time. */
export function passes(gates: Gates, flags: number): boolean {
  if ((flags & gates.anyFlag) === 0 && flags >>> DIGITS_SHIFT < gates.minDigits) return false
  return (flags & LOOKED_CLOSER) === 0 || (flags & gates.anyHint) !== 0
}
