import type { Rule } from '../../decide/rule.ts'
import type { Check } from './check.ts'
import { makesSuperfluous } from './covering.ts'
import { rulesIn } from '../parts.ts'

/** Rules that change nothing, because another one does as much everywhere. */
export const covered: Check = {
  id: 'covered',
  level: 'warning',
  about: 'A rule changes nothing: another one with the same or wider conditions is as strict.',
  run({ own, rulebook }) {
    const { rules, exceptions, minConfidence, paths } = rulebook
    const pathOf = (index: number): string => paths[index] ?? ''
    const covers = (strong: Rule, weak: Rule): boolean => makesSuperfluous(strong, weak, minConfidence, pathOf)
    // What holds while another rule is suspended is not superfluous.
    const lasting = rules.filter(({ id }) => !exceptions.some(({ suspends }) => suspends === id))
    return rulesIn(own).flatMap(({ id, document, route }) => {
      const weak = rules.find((rule) => rule.id === id)
      if (weak === undefined) return []
      // Of two that say the same, the later one is superfluous.
      const strong = lasting.find((rule) =>
        rule.id !== id && covers(rule, weak) && (rule.id < id || !covers(weak, rule)))
      if (strong === undefined) return []
      const what = `\`${id}\` changes nothing: \`${strong.id}\` is as strict, for at least the same`
      return [{ document, route, part: 'name', what, example: 'one of the two' }]
    })
  },
}
