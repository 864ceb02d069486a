/**
 * The bodies that stand for a refused response (RFC 9457). Constants: nothing about the refused body, the rule or the
 * error may show in them.
 */
export const REFUSED = Buffer.from('{"type":"about:blank","title":"Internal Server Error","status":500}')
/** A conditional write that cannot be evaluated (RFC 9110, 13.1). */
export const PRECONDITION = Buffer.from('{"type":"about:blank","title":"Precondition Failed","status":412}')

/** Headers of a refused response; everything the application set is gone. */
export function problemHeaders(body: Buffer): readonly (readonly [string, string | number])[] {
  return [
    ['Content-Type', 'application/problem+json'],
    ['Content-Length', body.length],
    ['Cache-Control', 'no-store'],
    ['X-Content-Type-Options', 'nosniff'],
  ]
}
