import type { IncomingMessage } from 'node:http'
import type { EgressContext } from '../pipeline/context.ts'

/** Who calls, by bearer token. */
export interface DemoClient {
  readonly token: string
  readonly context: EgressContext
  /** What to look at in the answers to this app. */
  readonly sees: string
}

/**
 * A stand-in for the middleware that verifies who is calling: a service would read the app and its tenant from a token
 * that it has checked, never from what a request merely says. The apps are those in rules/declarations.
 */
export const CLIENTS: readonly DemoClient[] = [
  {
    token: 'wallboard-token',
    context: { app: 'wallboard', tenant: 't-0042' },
    sees: 'inside the tenant: lines, extensions, departments, and names marked as business; nothing else',
  },
  {
    token: 'partner-token',
    context: { app: 'partner-crm', tenant: 't-0042' },
    sees: 'another company: numbers masked, extensions as pseudonyms, of e-mail addresses the domain',
  },
  {
    token: 'partner-stale-token',
    context: { app: 'partner-crm', tenant: 't-0043' },
    sees: 'the same app for a tenant that has not acknowledged the current notice: nothing is granted',
  },
  {
    token: 'status-token',
    context: { app: 'status-page', tenant: 't-0042' },
    sees: 'the public: what the manifest lists as harmless, and nothing else',
  },
]

const BY_TOKEN = new Map(CLIENTS.map(({ token, context }) => [token, context]))

/** The app that a request comes from; undefined for no token or one that nobody was given: an unknown app. */
export function clientOf(request: IncomingMessage): EgressContext | undefined {
  return BY_TOKEN.get(/^Bearer ([\w-]{1,64})$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
}
