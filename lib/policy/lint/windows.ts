import { DAY_MS, dayOf } from '../day.ts'
import type { PolicyDocument, WindowText } from '../document.ts'
import { ofKind } from '../document.ts'
import type { Route } from '../node.ts'
import { entriesIn } from '../parts.ts'
import type { Check, Complaint, Linted } from './check.ts'

const SOON_DAYS = 30
const YEAR_DAYS = 365

interface Ending {
  /** What ends, in words. */
  readonly what: string
  readonly document: PolicyDocument
  readonly route: Route
  readonly valid: WindowText
  readonly effect: string
  readonly example: (now: number) => string
}

function endingsIn({ own }: Linted): Ending[] {
  const entries = entriesIn(own).filter(({ document }) => document.body.status !== 'revoked')
  return [
    ...entries.map(({ id, document, route, entry }) => ({
      what: `the entry \`${id}\``, document, route, valid: entry.valid, effect: 'grants nothing',
      example: (now: number) => `"until": "${dayOf(now + YEAR_DAYS * DAY_MS)}T00:00:00Z", or the entry left out`,
    })),
    ...ofKind(own, 'Exception').map((document) => ({
      what: `the exception \`${document.body.id}\``, document, route: [], valid: document.body.valid,
      effect: 'suspends nothing', example: () => 'a new exception that somebody approved, or none',
    })),
  ]
}

/** @param say what there is to say of something that ends then, or null */
function complaints(policy: Linted, say: (until: number, effect: string) => string | null): Complaint[] {
  return endingsIn(policy).flatMap(({ what, document, route, valid, effect, example }) => {
    const said = say(Date.parse(valid.until), effect)
    if (said === null) return []
    const end = { document, route: [...route, 'valid', 'until'] }
    return [{ ...end, what: `${what} ${said}`, example: example(policy.now) }]
  })
}

/** Entries and exceptions that are over. */
export const ended: Check = {
  id: 'ended',
  level: 'warning',
  about: 'An entry or exception has ended, and is without effect.',
  run: (policy) => complaints(policy, (until, effect) =>
    (until <= policy.now ? `has ended on ${dayOf(until)}, and ${effect}` : null)),
}

/** Entries and exceptions that somebody has to think of. */
export const endsSoon: Check = {
  id: 'ends-soon',
  level: 'warning',
  about: `An entry or exception ends within ${SOON_DAYS} days.`,
  run: (policy) => complaints(policy, (until, effect) => {
    const isSoon = until > policy.now && until <= policy.now + SOON_DAYS * DAY_MS
    return isSoon ? `ends on ${dayOf(until)}; then it ${effect}` : null
  }),
}
