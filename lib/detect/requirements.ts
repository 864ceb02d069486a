/**
 * How many ASCII digits, or letters, stand in whatever a pattern (RE2 syntax) matches, at least: texts with fewer need
 * not be looked at. Zero where it is not plain to see. Of letters it is said for ASCII texts only: `(?i)k` also matches
 * the sign of the unit Kelvin.
 *
 *     EMP-\d{6}|[0-9]{4}    4 digits, no letter
 */
export function required(kind: 'digit' | 'letter', pattern: string): number {
  const tokens: Token[] = []
  const source = pattern.startsWith(CASELESS) ? pattern.slice(CASELESS.length) : pattern
  for (let at = 0; at < source.length; ) {
    const token = tokenAt(source, at)
    if (token === null) return 0
    tokens.push(token)
    at += token.text.length
  }
  const reader: Reader = { kind, tokens, at: 0 }
  const count = alternatives(reader)
  return reader.at === tokens.length ? count : 0
}

const CASELESS = '(?i)'

type TokenKind = 'digit' | 'letter' | 'other' | 'repeat' | 'open' | 'close' | 'or'

interface Token {
  readonly kind: TokenKind
  readonly text: string
}

/** What is none of these may mean anything: other flags, quotations, codes of characters, classes in classes. */
const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  ['digit', /\\d|\d|\[(?:\\d|\d-\d|\d)+\]/y],
  ['letter', /[A-Za-z]|\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[A-Za-z])+\]/y],
  ['other', /\\[^a-zA-Z0-9]|\\[DwWsSbB]|\[(?!\^?\])\^?(?:\\[^]|[^\\[\]])+\]|[^\\[\](){}|*+?\d]/y],
  ['repeat', /(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??/y],
  ['open', /\((?:\?:|\?P?<\w+>|(?!\?))/y],
  ['close', /\)/y],
  ['or', /\|/y],
]

function tokenAt(source: string, at: number): Token | null {
  for (const [kind, form] of TOKENS) {
    form.lastIndex = at
    const text = form.exec(source)?.[0]
    if (text !== undefined) return { kind, text }
  }
  return null
}

interface Reader {
  readonly kind: TokenKind
  readonly tokens: readonly Token[]
  at: number
}

function alternatives(reader: Reader): number {
  let least = sequence(reader)
  while (reader.tokens[reader.at]?.kind === 'or') {
    reader.at++
    least = Math.min(least, sequence(reader))
  }
  return least
}

function sequence(reader: Reader): number {
  let count = 0
  for (let token = reader.tokens[reader.at]; token !== undefined; token = reader.tokens[reader.at]) {
    if (token.kind === 'or' || token.kind === 'close') break
    reader.at++
    const one = token.kind === 'open' ? alternatives(reader) : Number(token.kind === reader.kind)
    if (token.kind === 'open') reader.at++
    count += one * repetitions(reader)
  }
  return count
}

/** How often, at least. */
function repetitions(reader: Reader): number {
  const token = reader.tokens[reader.at]
  if (token?.kind !== 'repeat') return 1
  reader.at++
  const [sign = ''] = token.text
  return sign === '{' ? Number.parseInt(token.text.slice(1), 10) : Number(sign === '+')
}
