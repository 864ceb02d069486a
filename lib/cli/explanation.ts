import { OUTCOMES } from '../decide/verdict.ts'
import { CATEGORIES } from '../detect/category.ts'
import { CONTEXTS } from '../detect/finding.ts'
import type { Decision } from '../pipeline/observer.ts'
import { pointersToShow } from '../pipeline/shown-pointer.ts'

/**
 * Decisions as lines for people, one for each finding:
 *
 *     /contact/email        generalise  user.contact.email (personal)  email 0.95  contact/personal-email-domain-outside
 *
 * Values are not shown, and neither are keys that are private: they stand as `{key}`.
 */
export function explanationLines(decisions: readonly Decision[]): string[] {
  const shown = pointersToShow(decisions)
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
