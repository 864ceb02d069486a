import { ALLOW, BLOCK, OUTCOMES, TAG } from '../decide/verdict.ts'
import type { OutcomeName } from '../decide/verdict.ts'
import { CATEGORIES } from '../detect/category.ts'
import { CONTEXTS } from '../detect/finding.ts'
import type { Decision } from '../pipeline/observer.ts'
import type { Trace } from '../pipeline/engine.ts'
import type { Ruling } from '../pipeline/ruling.ts'
import { pointersToShow } from '../pipeline/shown-pointer.ts'
import type { Expectation, PolicyCase } from './cases.ts'

/** In what a value may differ from what is expected of it. */
export type MismatchKind = 'outcome' | 'because' | 'contact' | 'unexpected' | 'refused'

/** A place of which something else is expected than what becomes of it. Never the value. */
export interface Mismatch {
  readonly kind: MismatchKind
  /** As the case writes it; null where the case does not name the place. */
  readonly pointer: string | null
  readonly expected: string
  readonly got: string
}

/** What became of the values of a case, held against what is expected of them; nothing if all is as expected. */
export function checkCase(one: PolicyCase, { decisions, refusal }: Trace): Mismatch[] {
  if (refusal?.code === 'ERR_EGRESS_REVOKED') return checkRevoked(one)
  const isToldWhy = refusal?.code === 'ERR_EGRESS_BLOCKED' && decisions.some(({ outcome }) => outcome === BLOCK)
  if (refusal !== null && !isToldWhy) {
    return [{ kind: 'refused', pointer: null, expected: 'a body that leaves', got: refusal.message }]
  }
  const values = new Map(decisions.filter(({ isKey }) => !isKey).map((decision) => [decision.pointer, decision]))
  const known = [...one.expect].flatMap(([pointer, wanted]) => checkValue(pointer, wanted, values.get(pointer)))
  return [...known, ...unexpectedIn(one, decisions)]
}

/** An app that was revoked receives nothing, whatever is in the body. */
function checkRevoked({ recipient, expect }: PolicyCase): Mismatch[] {
  const got = told('block', [`revoked:${recipient.app}`])
  return [...expect].flatMap(([pointer, { outcome, because }]) => {
    const expected = told(outcome, because)
    return expected === got ? [] : [{ kind: outcome === 'block' ? 'because' : 'outcome', pointer, expected, got }]
  })
}

function checkValue(pointer: string, wanted: Expectation, decision: Decision | undefined): Mismatch[] {
  const rulings = decision?.rulings ?? []
  const outcome = OUTCOMES[decision?.outcome ?? ALLOW]
  const found = rulings.length === 0 ? 'nothing found' : rulings.map(toldOf).join('; ')
  const mismatch = (kind: MismatchKind, expected: string, got: string): Mismatch[] => [{ kind, pointer, expected, got }]
  if (outcome !== wanted.outcome) {
    return mismatch('outcome', told(wanted.outcome, wanted.because), rulings.length > 0 ? found : `${outcome}, ${found}`)
  }
  if (wanted.because.length === 0) return rulings.length === 0 ? [] : mismatch('because', 'nothing found', found)
  const own = rulings.filter(({ finding }) => CATEGORIES[finding?.category ?? -1] === wanted.category)
  const because = causes(wanted.because)
  const deciding = own.filter(({ verdict }) => causes(verdict.because) === because)
  if (deciding.length === 0) {
    return mismatch('because', `${told(wanted.outcome, wanted.because)} (${wanted.category ?? ''})`, found)
  }
  const contacts = deciding.map(({ finding }) => CONTEXTS[finding?.context ?? 0] ?? 'unknown')
  const isContact = wanted.contact === undefined || contacts.includes(wanted.contact)
  return isContact ? [] : mismatch('contact', `contact ${wanted.contact ?? ''}`, `contact ${contacts.join(', ')}`)
}

/** Values that are not named must leave untouched; so must keys, unless something at or below them is named. */
function unexpectedIn({ expect }: PolicyCase, decisions: readonly Decision[]): Mismatch[] {
  const named = [...expect.keys()]
  const shown = pointersToShow(decisions)
  return decisions.flatMap(({ pointer, isKey, outcome, rulings }) => {
    if (outcome <= TAG) return []
    const isNamed = isKey
      ? named.some((name) => name === pointer || name.startsWith(`${pointer}/`))
      : expect.has(pointer)
    if (isNamed) return []
    const decided = rulings.filter(({ verdict }) => verdict.outcome === outcome).flatMap(({ verdict }) => verdict.because)
    const what = isKey ? `the key ${shown(pointer)}` : shown(pointer)
    const expected = `${what} untouched, because it is not named`
    return [{ kind: 'unexpected', pointer: null, expected, got: told(OUTCOMES[outcome], decided) }]
  })
}

function toldOf({ finding, verdict }: Ruling): string {
  const said = told(OUTCOMES[verdict.outcome], verdict.because)
  return finding === null ? said : `${said} (${CATEGORIES[finding.category] ?? ''})`
}

function causes(because: readonly string[]): string {
  return [...new Set(because)].sort().join(', ')
}

function told(outcome: OutcomeName, because: readonly string[]): string {
  return because.length === 0 ? outcome : `${outcome} because of ${causes(because)}`
}
