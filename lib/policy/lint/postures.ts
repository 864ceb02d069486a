import { within } from '../../decide/audience.ts'
import type { Audience } from '../../decide/audience.ts'
import type { Posture } from '../../decide/verdict.ts'
import { ofKind } from '../document.ts'
import type { Check, Complaint, Linted } from './check.ts'

const ADVICE: readonly (readonly [audience: Audience, posture: Posture])[] = [
  ['partner', 'documented'], ['public', 'closed'],
]

/** Wide circles that receive whatever nobody classified. */
export const openPosture: Check = {
  id: 'open-posture',
  level: 'warning',
  about: 'What nobody classified leaves to a partner or to the public.',
  run: (policy) => ADVICE.flatMap(([audience, posture]) => {
    if (policy.rulebook.postures[audience] !== 'open' || !isReached(policy, audience)) return []
    const what = `the posture for \`${audience}\` is \`open\`: scalars that nobody classified leave as they are`
    const example = `"postures": { "${audience}": "${posture}" } in the manifest`
    const place = placeIn(policy, audience)
    return place === null ? [] : [{ ...place, what, example }]
  }),
}

/** Unknown apps are the public, so that there always is one. */
function isReached({ rulebook }: Linted, audience: Audience): boolean {
  const circles = [...rulebook.registrations.values()].filter(({ status }) => status !== 'revoked')
  return audience === 'public' || circles.some((registration) => within(audience, registration.audience))
}

/** The manifest, or without one the first declaration that reaches so far, or the first document. */
function placeIn({ own }: Linted, audience: Audience): Pick<Complaint, 'document' | 'route'> | null {
  const [manifest] = ofKind(own, 'PolicyManifest')
  if (manifest !== undefined) return { document: manifest, route: ['postures', audience] }
  const declaration = ofKind(own, 'DisclosureDeclaration').find(({ body }) => within(audience, body.audience))
  if (declaration !== undefined) return { document: declaration, route: ['audience'] }
  const [first] = own
  return first === undefined ? null : { document: first, route: [] }
}
