import type { Recipient } from '../decide/situation.ts'
import { LIMITS } from '../limits.ts'
import { Engine } from '../pipeline/engine.ts'
import type { Trace } from '../pipeline/engine.ts'
import type { CompiledPolicy } from './policy.ts'

/** Pseudonyms are not shown by what explains, so that it does not matter what they are made with. */
const SECRET = new Uint8Array(32)

export type Tracer = (body: Buffer, recipient: Recipient, now: number) => Trace

/** Follows bodies through a policy, each at its own time. */
export function createTracer(policy: CompiledPolicy): Tracer {
  // What an engine remembers belongs to a time that only goes on.
  const engines = new Map<number, Engine>()
  return (body, recipient, now) => {
    const engine = engines.get(now) ?? new Engine({ policy, secret: SECRET, limits: LIMITS, clock: () => now })
    engines.set(now, engine)
    return engine.trace(body, recipient)
  }
}
