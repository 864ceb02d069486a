import type { Check } from './check.ts'
import { entriesIn } from '../parts.ts'

/** Files of which nobody knows whom to ask. Cases are asked by running them. */
export const noOwner: Check = {
  id: 'no-owner',
  level: 'warning',
  about: 'A file does not say whom to ask about it.',
  run: ({ own }) => own.flatMap((document) => {
    if (document.body.kind === 'PolicyCases' || document.body.owner !== undefined) return []
    const what = `\`${document.body.id}\` has no \`owner\``
    return [{ document, route: ['id'], part: 'name', what, example: '"owner": "privacy@example.org"' }]
  }),
}

/** Entries that do not say what they are for. */
export const noWhy: Check = {
  id: 'no-why',
  level: 'warning',
  about: 'An entry of a declaration does not say why it is needed.',
  run: ({ own }) => entriesIn(own).flatMap(({ id, document, route, entry }) => {
    if (entry.why !== undefined) return []
    const what = `the entry \`${id}\` does not say \`why\``
    return [{ document, route, part: 'name', what, example: '"why": "Support staff see who called about a ticket."' }]
  }),
}
