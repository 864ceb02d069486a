/*
 * Texts as the search for numbers reads them: one byte for each UTF-16 unit, 0xff for all beyond ASCII.
 */

const BEYOND_ASCII = 0xff
const FIRST_LENGTH = 1024

let scratch = new Uint8Array(FIRST_LENGTH)

/** The bytes of a text, valid until the next call. */
export function bytesOf(text: string): Uint8Array {
  const { length } = text
  if (length > scratch.length) scratch = new Uint8Array(length * 2)
  for (let at = 0; at < length; at++) {
    const unit = text.charCodeAt(at)
    scratch[at] = unit < 0x80 ? unit : BEYOND_ASCII
  }
  return scratch
}
