import { compareText } from '../../audit/cells.ts'
import { createDisclosures, type Disclosures } from '../../audit/disclosures.ts'
import type { Receipt } from '../../audit/receipt.ts'
import type { CompiledPolicy } from '../policy.ts'
import { compareApp, responsesIn, timeOf } from './app.ts'
import type { DriftReport } from './report.ts'

/**
 * Compares what apps declared with what they received. Pure: what it says depends on the policy and the receipts only.
 *
 * @param receipts receipts, or what {@link createDisclosures} has made of them
 * @param app the only app to look at; default: all that are registered or have received something
 */
export function drift(policy: CompiledPolicy, receipts: Iterable<Receipt> | Disclosures, app?: string): DriftReport {
  const disclosures = 'groups' in receipts ? receipts : sumOf(receipts)
  const { registrations, id } = policy.rulebook
  const groups = disclosures.groups().filter((group) => app === undefined || group.app === app)
  const names = app === undefined ? new Set([...registrations.keys(), ...groups.map((group) => group.app)]) : [app]
  const apps = [...names].sort(compareText).map((name) => {
    const registration = registrations.get(name) ?? null
    const own = groups.filter((group) => group.app === name)
    return compareApp({ app: name, registration, policy: id, period: disclosures }, own)
  })
  const otherPolicies = groups.filter((group) => group.policy !== id)
  return {
    policy: id,
    from: timeOf(disclosures.first),
    until: timeOf(disclosures.last),
    responses: app === undefined ? disclosures.responses : responsesIn(groups),
    otherPolicies: responsesIn(otherPolicies),
    uncounted: disclosures.uncounted,
    hasDrift: apps.some(({ unseen, undeclared, clearer }) => unseen.length + undeclared.length + clearer.length > 0),
    apps,
  }
}

/** Receipts do not say when they were made. */
function sumOf(receipts: Iterable<Receipt>): Disclosures {
  const disclosures = createDisclosures(() => NaN)
  for (const receipt of receipts) disclosures.take(receipt)
  return disclosures
}
