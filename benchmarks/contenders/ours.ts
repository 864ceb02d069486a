import { pathToFileURL } from 'node:url'
import { NOW, policyDocuments, SECRET } from '../cases/policy.ts'
import type { Case } from '../cases/case.ts'
import type { createEgressFilter, EgressFilter } from '../../lib/egress-filter.ts'
import type { Contender } from './contender.ts'

interface Library {
  readonly createEgressFilter: typeof createEgressFilter
}

/** The filter under the policy of a case, from a built package. */
export async function filterOf({ rules }: Pick<Case, 'rules'>, library: string): Promise<EgressFilter> {
  const built = (await import(pathToFileURL(library).href)) as Library
  return built.createEgressFilter({ policy: { documents: policyDocuments(rules) }, secret: SECRET, clock: () => NOW })
}

export const OURS: Contender = {
  name: 'pii-egress',
  title: '**pii-egress**',
  peers: [],
  isBound: false,
  prepare: async ({ one, library }) => {
    const filter = await filterOf(one, library)
    return {
      start: (emit) => {
        const session = filter.session(one.context, 'json')
        return {
          push: (chunk) => { for (const piece of session.push(chunk)) emit(piece) },
          end: () => { for (const piece of session.end()) emit(piece) },
        }
      },
    }
  },
}
