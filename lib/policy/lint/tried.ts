import { ofKind } from '../document.ts'
import { rulesIn } from '../parts.ts'
import type { Check } from './check.ts'

/** Rules, or a whole policy, that are tried out: nobody should forget that they protect nothing. */
export const triedOut: Check = {
  id: 'tried-out',
  level: 'warning',
  about: 'A rule, or the whole policy, is in a mode in which it is not followed.',
  run: ({ own }) => [
    ...rulesIn(own).filter(({ body }) => (body.do.mode ?? 'enforce') !== 'enforce').map(({ id, document, route, body }) => ({
      document, route: [...route, 'do', 'mode'],
      what: `the rule \`${id}\` is tried out: ${WHAT[body.do.mode ?? 'enforce']}`,
      example: '"mode": "enforce", or a "do" without it',
    })),
    ...ofKind(own, 'PolicyManifest').filter(({ body }) => (body.mode ?? 'enforce') !== 'enforce').map((document) => ({
      document, route: ['mode'],
      what: `the policy is tried out: ${WHAT[document.body.mode ?? 'enforce']}`,
      example: '"mode": "enforce"',
    })),
  ],
}

const WHAT = { report: 'nothing is done', tag: 'it tags at most', enforce: 'it is followed' } as const
