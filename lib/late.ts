/**
 * A value made when it is first asked for. For what few bodies need and every start would pay for: above all patterns
 * with classes of Unicode (`\p{L}`), which V8 writes out wherever it reads them, even in a function that is never called.
 *
 *     const LETTER = late(() => new RegExp(String.raw`\p{L}`, 'u'))
 *     LETTER().test(text)
 */
export function late<Value extends object>(make: () => Value): () => Value {
  let value: Value | undefined
  return () => (value ??= make())
}
