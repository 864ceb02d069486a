import type { EgressGate } from './gate.ts'

/** The parts of a request that say what is asked for: of Node's, and of one that a framework has routed. */
interface RoutedRequest {
  readonly method?: unknown
  readonly url?: unknown
  /** As it came, where a router has cut its own part off `url`. */
  readonly originalUrl?: unknown
}

/** The operation that a request is for, as the policy names it; undefined where it names none. */
export function operationOf(gate: EgressGate, request: object): string | undefined {
  if (gate.operationFor === undefined) return undefined
  const { method, url, originalUrl } = request as RoutedRequest
  const target = typeof originalUrl === 'string' ? originalUrl : url
  if (typeof method !== 'string' || typeof target !== 'string') return undefined
  return gate.operationFor(`${method} ${target}`)
}
