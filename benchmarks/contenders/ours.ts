import { pathToFileURL } from 'node:url'
import { policyDocuments } from '../cases/policy.ts'
import type { Case } from '../cases/case.ts'
import type { EgressFilter } from '../../lib/egress-filter.ts'
import { NOW, SECRET } from '../../test/helpers/policy.ts'
import type { Contender } from './contender.ts'

type Library = typeof import('../../lib/index.ts')

/** The filter under the policy of a case, from a built package. */
export async function filterOf({ rules }: Pick<Case, 'rules'>, library: string): Promise<EgressFilter> {
  const { createEgressFilter } = (await import(pathToFileURL(library).href)) as Library
  return createEgressFilter({ policy: { documents: policyDocuments(rules) }, secret: SECRET, clock: () => NOW })
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
