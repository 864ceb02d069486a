/**
 * A text as a client would read it, together with the way back to the bytes it was written in.
 *
 *     raw    "j\u0061ne\u0040example.org"
 *     text    jane@example.org            toOuter(4) -> the backslash of \u0040
 *
 * Views nest: the value of a query parameter is a view on a URI, which is a view on a JSON string, which is a span of
 * raw bytes. Detectors see `text` only; treatments hand back text, which `encode` writes in the coding of the outermost
 * bytes.
 */
export interface TextView {
  /** What detectors read. May hold lone surrogates: JSON can spell them. */
  readonly text: string
  /**
   * Offset in the outermost coordinates (byte offset relative to the leaf's content) of the unit at `index`;
   * `text.length` gives the end.
   */
  toOuter(index: number): number
  /** Writes a replacement in the coding of the outermost bytes, so that it means the same text there. */
  encode(replacement: string): string
}
