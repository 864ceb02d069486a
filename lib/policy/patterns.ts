import { createRequire } from 'node:module'
import type * as Library from 're2js'
import type { Pattern } from '../detect/user-detector.ts'
import { late } from '../late.ts'

// Few policies have patterns, and the library takes longer to load than a policy to read.
const require = createRequire(import.meta.url)
const engine = late(() => (require('re2js') as typeof Library).RE2JS)

/** Why a pattern cannot be used. */
export interface PatternFault {
  readonly what: string
  readonly example: string
}

/** Instructions of the compiled pattern, repetitions written out: the time for each character grows with them. */
const MAX_INSTRUCTIONS = 4_000
const EXAMPLE = '"EMP-[0-9]{6}"'
/** A pattern that matches nothing between two characters does so somewhere in these. */
const PROBES = ['', 'a1 _\n-A']

/** A pattern, ready to search; or what is wrong with it. */
export function patternOf(source: string): Pattern | PatternFault {
  let compiled: Library.RE2JS
  try {
    compiled = engine().compile(source)
  } catch (cause) {
    return { what: reasonOf(source, cause), example: EXAMPLE }
  }
  if (compiled.programSize() > MAX_INSTRUCTIONS) {
    const what = `is too large: written out it has more than ${MAX_INSTRUCTIONS} steps; repeat less`
    return { what, example: EXAMPLE }
  }
  if (PROBES.some((probe) => findsNothing(compiled, probe))) {
    return { what: 'matches the empty text, and so stands everywhere', example: EXAMPLE }
  }
  return {
    source,
    test: (text) => compiled.test(text),
    find(text, from) {
      const matcher = compiled.matcher(text)
      return matcher.find(from) ? [matcher.start(), matcher.end()] : null
    },
  }
}

function findsNothing(compiled: Library.RE2JS, probe: string): boolean {
  const matcher = compiled.matcher(probe)
  while (matcher.find()) if (matcher.end() === matcher.start()) return true
  return false
}

/** What the library says, and where; it names the part that it does not understand. */
function reasonOf(source: string, cause: unknown): string {
  const { message = '', input = null } = cause as { message?: string; input?: string | null }
  const said = message.replace(/^error parsing regexp: /, '').replace(/: `[^]*`$/, '')
  const at = input === null ? source.length : Math.max(0, source.indexOf(input))
  const beyond = BEYOND.find(([form]) => form.test(source.slice(at)))?.[1]
  const hint = beyond === undefined ? '' : `; there are no ${beyond} in RE2 syntax`
  return `does not compile: ${said} at character ${at + 1}${hint}`
}

const BEYOND: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]/, 'lookarounds'],
  [/^(?:\\[1-9]|\\k|\(\?P=)/, 'backreferences'],
  [/^(?:\(\?>|[*+?}]\+)/, 'atomic groups or possessive repetitions'],
]
