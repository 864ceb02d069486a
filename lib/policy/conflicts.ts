import { within } from '../decide/audience.ts'
import { ceilingFor, mildestUnder } from '../decide/ceiling.ts'
import { outcomeName, outcomeNamed } from '../decide/outcome.ts'
import { contactBits } from './conditions.ts'
import { ofKind } from './document.ts'
import type { EntryBody, PermissionBody, ValidDocument, WindowText } from './document.ts'
import type { Route } from './node.ts'
import { problemAt } from './problem.ts'
import type { PolicyProblem } from './problem.ts'

const CODE = 'ERR_EGRESS_POLICY_CONFLICT'
const DAY_MS = 86_400_000
const MAX_EXCEPTION_DAYS = 90

type Declaration = ValidDocument<'DisclosureDeclaration'>

/** Parts of a policy that contradict each other, or what can never be granted. */
export function checkConflicts(documents: readonly ValidDocument[], problems: PolicyProblem[]): void {
  const declarations = ofKind(documents, 'DisclosureDeclaration')
  for (const document of declarations) {
    for (const [id, entry] of Object.entries(document.body.disclosures)) {
      checkWindow(document, ['disclosures', id, 'valid'], entry.valid, problems)
      checkReach(document, id, entry, problems)
      checkCeilings(document, id, entry, problems)
    }
    checkContradictions(document, problems)
  }
  for (const document of ofKind(documents, 'Exception')) checkException(document, problems)
  for (const document of ofKind(documents, 'RedactionRules')) checkLayer(document, problems)
  for (const document of ofKind(documents, 'Notice')) {
    const { materialSince, version } = document.body
    if (materialSince === undefined || materialSince <= version) continue
    const what = `\`materialSince\` is later than \`version\`, which is ${version}`
    problems.push(problemAt(document, ['materialSince'], { code: CODE, what, example: `"materialSince": ${version}` }))
  }
}

function checkWindow(document: ValidDocument, route: Route, window: WindowText, problems: PolicyProblem[]): boolean {
  if (Date.parse(window.from) < Date.parse(window.until)) return true
  problems.push(problemAt(document, [...route, 'until'], {
    code: CODE,
    what: '`until` must be later than `from`',
    example: '{ "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z" }',
  }))
  return false
}

function checkReach(document: Declaration, id: string, entry: EntryBody, problems: PolicyProblem[]): void {
  const { audience } = document.body
  if (entry.audience === undefined || within(entry.audience, audience)) return
  const what = `the entry reaches \`${entry.audience}\`, but the registration only \`${audience}\``
  const example = `"audience": "${audience}"`
  problems.push(problemAt(document, ['disclosures', id, 'audience'], { code: CODE, what, example }))
}

/** A ceiling stands in the way of a grant for its category or one below; a coarser grant is cut where it applies. */
function checkCeilings(document: Declaration, id: string, entry: EntryBody, problems: PolicyProblem[]): void {
  const audience = entry.audience ?? document.body.audience
  for (const [category, permission] of Object.entries(entry.categories)) {
    const over = ceilingFor(category, audience)
    if (over === null || (contactBits(permission.context) & over.contexts) === 0) continue
    if (outcomeNamed(permission.fidelity) >= mildestUnder(over)) continue
    const clearly = over.mildest === null ? '' : ` as \`${permission.fidelity}\``
    problems.push(problemAt(document, ['disclosures', id, 'categories', category], {
      code: CODE,
      what: `\`${category}\` cannot be granted${clearly} to \`${audience}\`, because ${over.why}`,
      example: over.mildest === null
        ? 'a declaration without it'
        : `"${category}": { "fidelity": "${outcomeName(over.mildest)}" }, or "context": ["business"]`,
    }, 'name'))
  }
}

/** Two entries that match the same requests at the same time must not permit different things. */
function checkContradictions(document: Declaration, problems: PolicyProblem[]): void {
  const seen = new Map<string, { id: string; entry: EntryBody; permission: PermissionBody }[]>()
  for (const [id, entry] of Object.entries(document.body.disclosures).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [category, permission] of Object.entries(entry.categories)) {
      const key = JSON.stringify([
        category, entry.use, entry.audience ?? document.body.audience, [...(entry.tenant ?? [])].sort(),
        contactBits(permission.context), [...(entry.requires?.notices ?? [])].sort(),
      ])
      const others = seen.get(key) ?? []
      const { fidelity } = permission
      const other = others.find((earlier) => earlier.permission.fidelity !== fidelity && overlap(earlier.entry, entry))
      if (other !== undefined) {
        const elsewhere = `\`${other.permission.fidelity}\` in the entry \`${other.id}\``
        problems.push(problemAt(document, ['disclosures', id, 'categories', category, 'fidelity'], {
          code: CODE,
          what: `\`${category}\` is \`${fidelity}\` here and ${elsewhere}, for the same purpose and people`,
          example: `"fidelity": "${other.permission.fidelity}"`,
        }))
      }
      seen.set(key, [...others, { id, entry, permission }])
    }
  }
}

function overlap(a: EntryBody, b: EntryBody): boolean {
  return Date.parse(a.valid.from) < Date.parse(b.valid.until) && Date.parse(b.valid.from) < Date.parse(a.valid.until)
}

function checkException(document: ValidDocument<'Exception'>, problems: PolicyProblem[]): void {
  const { valid } = document.body
  if (!checkWindow(document, ['valid'], valid, problems)) return
  const days = (Date.parse(valid.until) - Date.parse(valid.from)) / DAY_MS
  if (days <= MAX_EXCEPTION_DAYS) return
  const until = new Date(Date.parse(valid.from) + MAX_EXCEPTION_DAYS * DAY_MS).toISOString()
  const what = `an exception holds for ${MAX_EXCEPTION_DAYS} days at most, this one for ${Math.ceil(days)}`
  problems.push(problemAt(document, ['valid', 'until'], { code: CODE, what, example: `"until": "${until}"` }))
}

/** Rules of one tenant or one app must say whom they are for, or they would bind everybody. */
function checkLayer(document: ValidDocument<'RedactionRules'>, problems: PolicyProblem[]): void {
  const { layer, rules } = document.body
  if (layer !== 'tenant' && layer !== 'app') return
  for (const [id, { where }] of Object.entries(rules ?? {})) {
    if (where[layer] !== undefined) continue
    const what = `a rule of the layer \`${layer}\` must name its ${layer}s in \`where\``
    problems.push(problemAt(document, ['rules', id, 'where'], { code: CODE, what, example: `"${layer}": ["t-0042"]` }))
  }
}
