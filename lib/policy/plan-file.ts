import { readFileSync } from 'node:fs'
import { checkedPlan, type NumberingPlan } from '../detect/phone/numbering-plan.ts'
import { EgressError } from '../errors.ts'

/**
 * A numbering plan from a file.
 *
 * @throws EgressError ERR_EGRESS_OPTION if it cannot be read, or is no numbering plan
 */
export function loadPlan(file: string): NumberingPlan {
  try {
    return checkedPlan(readFileSync(file, 'utf8'))
  } catch {
    throw new EgressError('ERR_EGRESS_OPTION', {
      what: `\`numberingPlan\`: \`${file}\` is not there, or no numbering plan`,
      example: 'a file that `pii-egress plan --out plan.json` has written',
    })
  }
}
