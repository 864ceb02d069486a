import { outcomeName } from '../../decide/outcome.ts'
import { cutBy, withheldFrom } from '../cuts.ts'
import type { Check, Complaint } from './check.ts'
import { entriesIn } from '../parts.ts'

/** Grants that promise more than leaves. */
export const cutGrant: Check = {
  id: 'cut-grant',
  level: 'warning',
  about: 'An entry declares more than a ceiling or a rule without further conditions lets through.',
  run: ({ own, rulebook, now }) => entriesIn(own).flatMap(({ id, document, route }) => {
    const app = document.body.id
    const grants = rulebook.registrations.get(app)?.grants.filter((grant) => grant.id === id) ?? []
    return grants.flatMap((grant): Complaint[] => {
      const place = { document, route: [...route, 'categories', grant.category] }
      const said = `\`${grant.category}\` is declared as \`${outcomeName(grant.outcome)}\``
      const rule = cutBy(rulebook, app, grant, now)
      if (rule !== null) {
        const least = outcomeName(rule.outcome)
        const what = `${said}, but \`${rule.id}\` leaves no more than \`${least}\``
        return [{ ...place, what, example: `"fidelity": "${least}", or a category that is not declared` }]
      }
      const withheld = withheldFrom(grant)
      if (withheld.length === 0) return []
      const finer = withheld.map((category) => `\`${category}\``).join(' and ')
      const what = `${said}, but ${finer} below it cannot be granted so to \`${grant.audience}\``
      return [{ ...place, part: 'name', what, example: 'the finer categories that are needed' }]
    })
  }),
}
