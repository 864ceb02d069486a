import { OUTCOMES, TAG } from '../decide/verdict.ts'
import { CATEGORIES } from '../detect/category.ts'
import { CONTEXTS } from '../detect/finding.ts'
import type { Decision } from '../pipeline/observer.ts'

/**
 * Decisions as lines for people, one for each finding:
 *
 *     /contact/email        generalise  user.contact.email (personal)  email 0.95  contact/personal-email-domain-outside
 *
 * Values are not shown, and neither are keys that would not leave as they are: they stand as `{key}`.
 */
export function explanationLines(decisions: readonly Decision[]): string[] {
  const shown = shownPointers(decisions)
  return decisions.flatMap((decision) => {
    const place = `${decision.isKey ? 'key ' : ''}${shown(decision.pointer) || '(the whole document)'}`
    return decision.rulings.map(({ finding, verdict }) => {
      const what = finding === null
        ? 'unclassified'
        : `${CATEGORIES[finding.category] ?? 'unclassified'} (${CONTEXTS[finding.context] ?? 'unknown'})`
      const who = finding === null ? '-' : `${finding.detector} ${finding.confidence.toFixed(2)}`
      return [place, OUTCOMES[verdict.outcome], what, who, verdict.because.join(', ') || '-'].join('\t')
    })
  })
}

/** How pointers are shown: keys that would not leave as they are stand as `{key}`. */
export function shownPointers(decisions: readonly Decision[]): (pointer: string) => string {
  const withheld = new Set(decisions.filter(({ isKey, outcome }) => isKey && outcome > TAG).map(({ pointer }) => pointer))
  return (pointer) => shown(pointer, withheld)
}

/** A pointer with the segments that are private themselves replaced. */
function shown(pointer: string, withheld: ReadonlySet<string>): string {
  let path = ''
  return pointer.split('/').map((segment, index) => {
    if (index === 0) return segment
    path += `/${segment}`
    return withheld.has(path) ? '{key}' : segment
  }).join('/')
}
