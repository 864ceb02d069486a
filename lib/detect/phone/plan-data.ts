/** A compiled numbering plan, as it is kept in a file. */
export interface PlanData {
  /** Version of libphonenumber-js whose metadata it was made from. */
  readonly library: string
  /** SHA-256 of that metadata, in hexadecimal. */
  readonly metadata: string
  /** State where the digits behind `+` begin. */
  readonly international: number
  /** Country, calling code, and the state where the numbers begin that are dialled there. */
  readonly countries: readonly (readonly [country: string, callingCode: string, start: number])[]
  /**
   * Calling codes, the lengths of their national numbers (bit 7 for seven digits), the trunk prefix, and the country if
   * it is one.
   */
  readonly codes: readonly (readonly [code: string, lengths: number, trunkPrefix: string, country: string])[]
  /** Type and country of the numbers of a range, 1 for a foreign one; the first is of no range. */
  readonly outcomes: readonly (readonly [type: string, country: string, isForeign: number])[]
  /**
   * Ten next states for each state, then the outcome of each state: integers of 16 bits, little-endian, compressed
   * (Brotli, RFC 7932), in base64.
   */
  readonly table: string
}
