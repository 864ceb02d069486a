import type { Candidate } from '../decide/candidate.ts'
import type { Rulebook } from '../decide/rulebook.ts'
import type { Situation } from '../decide/situation.ts'
import { BUSINESS } from '../decide/contact.ts'
import { dayOf } from './day.ts'
import { noticeLack } from './notice-lack.ts'

type Condition = Candidate['lacks'][number]
type Words = (candidate: Candidate, situation: Situation, rulebook: Rulebook) => string

const WORDS: Readonly<Record<Condition, Words>> = {
  status: (_candidate, { registration }) => `the registration is \`${registration?.status ?? ''}\``,
  purpose: ({ grant }, { purpose }) =>
    `it is for \`${grant.use}\`, and the request is for ${purpose === null ? 'no known purpose' : `\`${purpose}\``}`,
  audience: ({ grant }, { audience }) =>
    `it reaches \`${grant.audience}\` at most, and the audience is \`${audience}\``,
  tenant: ({ grant }, { tenant }) =>
    `it is for ${quoted(grant.tenants ?? [])}, and the data are of `
    + (tenant === null ? 'no known tenant' : quoted([tenant])),
  begun: ({ grant }) => `it begins on ${dayOf(grant.valid.from)}`,
  'not-ended': ({ grant }) => `it has ended on ${dayOf(grant.valid.until)}`,
  notice: ({ notices }, { tenant }, rulebook) =>
    notices.map((one) => noticeLack(one.why, one, rulebook.notices.get(one.id), tenant)).join(', and '),
  context: ({ grant }) => (grant.contexts === BUSINESS
    ? 'it is for business contacts, and this may be a personal one'
    : 'it is for personal contacts, and this may be a business one'),
}

/** Why the nearest entry does not grant a finding: each condition that fails, with a sentence. */
export function lacksIn(
  candidate: Candidate, situation: Situation, rulebook: Rulebook,
): { readonly condition: Condition; readonly says: string }[] {
  return candidate.lacks.map((condition) => ({ condition, says: WORDS[condition](candidate, situation, rulebook) }))
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
