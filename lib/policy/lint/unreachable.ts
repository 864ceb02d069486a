import { within } from '../../decide/audience.ts'
import type { Registration } from '../../decide/registration.ts'
import type { Rule } from '../../decide/rule.ts'
import { CATEGORIES, covers, UNDETECTED } from '../../detect/category.ts'
import { ofKind } from '../document.ts'
import type { Check, Linted } from './check.ts'
import { rulesIn } from '../parts.ts'

interface Reason {
  readonly what: string
  readonly example: string
  /** The condition that stands in the way. */
  readonly condition: 'category' | 'app' | 'audience'
}

/** Rules of which one condition, or two together, cannot hold. */
export const neverApplies: Check = {
  id: 'never-applies',
  level: 'warning',
  about: 'A rule can never apply.',
  run(policy) {
    const found = foundIn(policy)
    const rules = new Map(policy.rulebook.rules.map((rule) => [rule.id, rule]))
    return rulesIn(policy.own).flatMap(({ id, document, route }) => {
      const rule = rules.get(id)
      const reason = rule === undefined ? null : notFound(rule, found) ?? nobodyThere(rule, policy)
      if (reason === null) return []
      const { what, example, condition } = reason
      return [{ document, route: [...route, 'where', condition], what: `\`${id}\` can never apply: ${what}`, example }]
    })
  },
}

/** The categories that a detector of the package or of the policy gives to a finding. */
function foundIn({ documents }: Linted): readonly string[] {
  const own = ofKind(documents, 'Detectors').flatMap(({ body }) => Object.values(body.detectors))
  const silent: readonly string[] = UNDETECTED
  return [...CATEGORIES.filter((id) => !silent.includes(id)), ...own.map(({ category }) => category)]
}

function notFound({ where: { categories } }: Rule, found: readonly string[]): Reason | null {
  if (categories === null || found.some((id) => categories.some((category) => covers(category, id)))) return null
  const example = `a detector with "category": "${categories[0] ?? ''}"`
  return { what: `no detector finds ${quoted(categories, ' or ')}`, example, condition: 'category' }
}

/** Unknown apps are the public, and fulfil every condition about apps; nobody else does who is not named. */
function nobodyThere({ where: { apps, audiences } }: Rule, { rulebook }: Linted): Reason | null {
  if (audiences?.includes('public') === true || (apps === null && audiences === null)) return null
  const isNamed = ({ id, status }: Registration): boolean =>
    status !== 'revoked' && (apps === null || apps.includes(id))
  const receivers = [...rulebook.registrations.values()].filter(isNamed)
  if (apps !== null && receivers.length === 0) {
    const example = '"app" with an app that is not revoked'
    return { what: `${quoted(apps, ' and ')} may receive nothing at all`, example, condition: 'app' }
  }
  const circles = audiences ?? []
  const isReached = circles.some((circle) => receivers.some(({ audience }) => within(circle, audience)))
  if (audiences === null || isReached) return null
  const whom = apps === null ? 'no registered app' : `none of ${quoted(apps, ', ')}`
  const example = '"audience" with a circle that an app is registered for'
  return { what: `${whom} reaches ${quoted(circles, ' or ')}`, example, condition: 'audience' }
}

function quoted(names: readonly string[], between: string): string {
  return names.map((name) => `\`${name}\``).join(between)
}
