import type { Check, Complaint, Linted } from './check.ts'
import { entriesIn, rulesIn } from '../parts.ts'

interface Part extends Pick<Complaint, 'document' | 'route'> {
  readonly id: string
}

/** What no case names that has to pass. */
function untested({ cases }: Linted, parts: readonly Part[], noun: string): Complaint[] {
  const binding = cases.filter(({ todo }) => todo === null)
  const named = new Set(binding.flatMap(({ expect }) => [...expect.values()].flatMap(({ because }) => because)))
  return parts.filter(({ id }) => !named.has(id)).map(({ id, document, route }) => ({
    document, route, part: 'name',
    what: `no case names the ${noun} \`${id}\` as a cause`,
    example: `a case with "because": ["${id}"]`,
  }))
}

/** Rules that nobody would miss. */
export const untestedRule: Check = {
  id: 'untested-rule',
  level: 'warning',
  about: 'No case names a rule in `because`.',
  run: (policy) => untested(policy, rulesIn(policy.own), 'rule'),
}

/** Entries of which nobody has shown that they permit anything. */
export const untestedEntry: Check = {
  id: 'untested-entry',
  level: 'warning',
  about: 'No case names an entry of a declaration in `because`.',
  run: (policy) =>
    untested(policy, entriesIn(policy.own).filter(({ document }) => document.body.status === 'approved'), 'entry'),
}
