import { LIMITS } from '../../../lib/limits.ts'
import { Engine } from '../../../lib/pipeline/engine.ts'
import { Census, type Place } from '../../../lib/policy/classification/census.ts'
import { loadPolicy, type CompiledPolicy } from '../../../lib/policy/policy.ts'
import { NOW, SECRET } from '../../helpers/policy.ts'

/** A policy of documents, by their order. */
export function policyOf(...documents: readonly object[]): CompiledPolicy {
  return loadPolicy({ documents: Object.fromEntries(documents.map((document, index) => [`${index}.json`, document])) })
}

/** What some bodies hold. */
export function placesIn(
  bodies: readonly object[], policy: CompiledPolicy = policyOf(), size = Infinity,
): Place[] {
  const census = new Census()
  const engine = new Engine({
    policy: { ...policy, rulebook: { ...policy.rulebook, mode: 'report' } }, secret: SECRET, clock: () => NOW,
    limits: { ...LIMITS, maxLeafBytes: 512, maxSiblingBytes: 400, windowMarginBytes: 128 },
  })
  for (const body of bodies) {
    const bytes = Buffer.from(JSON.stringify(body))
    const session = engine.open({ app: 'nobody' }, 'json', { witness: census })
    for (let at = 0; at < bytes.length; at += Math.min(size, bytes.length)) session.push(bytes.subarray(at, at + size))
    session.end()
  }
  return census.places()
}
