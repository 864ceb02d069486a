import jsonpatch from 'fast-json-patch'
import type { Operation } from 'fast-json-patch'
import { canonical, digestOf } from './digest.ts'
import { ofKind } from './document.ts'
import type { ConditionsBody, OverlayBody, OverlayScope, PatchBody, PolicyDocument, RuleBody } from './document.ts'
import type { RulesBody, ValidDocument } from './document.ts'
import { loosenings } from './loosening.ts'
import { offsetOf } from './node.ts'
import type { PolicyNode, Route } from './node.ts'
import { problemAt } from './problem.ts'
import type { PolicyProblem } from './problem.ts'
import { didYouMean, suggest } from './suggest.ts'
import { validate } from './validate.ts'

const CONFLICT = 'ERR_EGRESS_POLICY_CONFLICT'
const MISSING = 'ERR_EGRESS_POLICY_REFERENCE'

type Overlay = PolicyDocument<OverlayBody>
type Rules = PolicyDocument<RulesBody>

/**
 * What overlays add to a policy: for each one a file of rules, with those that its patch changes, as far as it reaches.
 * The base stays as it is. Since the strictest rule decides, a patch that only tightens has its whole effect beside its
 * base, in any order, and cannot undo what another one asks for.
 */
export function overlaidRules(documents: readonly ValidDocument[], problems: PolicyProblem[]): ValidDocument[] {
  const files = new Map(ofKind(documents, 'RedactionRules').map((document) => [document.body.id, document]))
  return ofKind(documents, 'RuleOverlay').flatMap((overlay) => {
    const base = baseOf(overlay, files, problems)
    const patched = base === null ? null : patchedBy(overlay, base, problems)
    return base === null || patched === null ? [] : (added(overlay, base.body, patched, problems) ?? [])
  })
}

/** How an overlay names what a file of rules says. */
export function digestNamed(body: RulesBody): string {
  return `sha256-${digestOf([body])}`
}

function baseOf(overlay: Overlay, files: ReadonlyMap<string, Rules>, problems: PolicyProblem[]): Rules | null {
  const { id, digest } = overlay.body.base
  const base = files.get(id)
  if (base === undefined) {
    const what = `there is no file of rules \`${id}\`${didYouMean(id, files.keys())}`
    const example = `"id": ${JSON.stringify(suggest(id, files.keys()) ?? 'telephony')}`
    problems.push(problemAt(overlay, ['base', 'id'], { code: MISSING, what, example }))
    return null
  }
  const now = digestNamed(base.body)
  if (digest === now) return base
  const what = `\`${id}\` has changed since the overlay was written: look at it again, and name what it says now`
  problems.push(problemAt(overlay, ['base', 'digest'], { code: CONFLICT, what, example: `"digest": "${now}"` }))
  return null
}

/** The base with the patch applied, on a copy; null if the patch does not fit. */
function patchedBy(overlay: Overlay, base: Rules, problems: PolicyProblem[]): RulesBody | null {
  const { patch } = overlay.body
  const guards = unguarded(patch, base.body)
  for (const index of guards) {
    const { path } = patch[index] as PatchBody
    const what = `\`${path}\` exists, and is not tested before it is changed`
    const example = JSON.stringify({ op: 'test', path, value: valueAt(base.body, path) ?? 'redact' })
    problems.push(problemAt(overlay, ['patch', index], { code: CONFLICT, what, example }))
  }
  if (guards.length > 0) return null
  const copy = plain(base.body)
  for (const [index, operation] of patch.entries()) {
    try {
      // Validated, and without members that could reach a prototype.
      jsonpatch.applyOperation(copy, plain(operation) as Operation, true, true, true, index)
    } catch (cause) {
      problems.push(problemAt(overlay, ['patch', index], misfit(operation, cause)))
      return null
    }
  }
  return validated(overlay, copy, problems)
}

/** Operations that change what is there, without a test of the same place before them. */
function unguarded(patch: readonly PatchBody[], base: RulesBody): number[] {
  const tested = new Set<string>()
  const own: string[] = []
  return [...patch.entries()].flatMap(([index, { op, path }]) => {
    if (op === 'test') tested.add(path)
    const isOwn = own.some((added) => path === added || path.startsWith(`${added}/`))
    if (op === 'add' && valueAt(base, path) === undefined) own.push(path)
    const isChange = op === 'replace' || op === 'remove' || (op === 'add' && valueAt(base, path) !== undefined)
    return isChange && !tested.has(path) && !isOwn ? [index] : []
  })
}

function misfit({ op, path }: PatchBody, cause: unknown): Pick<PolicyProblem, 'code' | 'what' | 'example'> {
  const name: unknown = (cause as { name?: unknown }).name
  const what = name === 'TEST_OPERATION_FAILED'
    ? `\`${path}\` is not what the test says`
    : `\`${op}\` cannot be done at \`${path}\`: there is no such place, or no value is given`
  return { code: CONFLICT, what, example: JSON.stringify({ op: 'add', path: '/rules/my-rule', value: RULE }) }
}

const RULE = {
  why: '...', since: '2026-01-01', severity: 'high', where: { category: ['user.contact'] }, do: { outcome: 'redact' },
}

/** What is left has to be a file of rules again. */
function validated(overlay: Overlay, copy: unknown, problems: PolicyProblem[]): RulesBody | null {
  const found: PolicyProblem[] = []
  const valid = validate(documentOf(overlay, copy), found)
  problems.push(...found.map((problem) => ({ ...problem, what: `after the patch, ${problem.what}` })))
  return valid === null ? null : (valid.body as RulesBody)
}

/** A document that stands nowhere: each of its parts is where the operation is that it comes from. */
function documentOf<Body>({ file, text, root, body: own }: Overlay, body: Body): PolicyDocument<Body> {
  const operations = own.patch.map(({ op, path }) => (op === 'test' ? null : stepsOf(path)))
  const placeOf = (steps: readonly string[]): number => {
    const [, , part, ...condition] = steps
    if (part === 'where' && valueIn(own.scope, condition) !== undefined) return offsetOf(root, ['scope', ...condition])
    const index = operations.findLastIndex((path) => path?.every((step, at) => step === steps[at]) === true)
    return offsetOf(root, index < 0 ? ['patch'] : ['patch', index, 'value', ...steps.slice(operations[index]?.length)])
  }
  const nodeOf = (value: unknown, steps: readonly string[]): PolicyNode => {
    const at = placeOf(steps)
    const below = (name: string, member: unknown): PolicyNode => nodeOf(member, [...steps, name])
    if (Array.isArray(value)) return { kind: 'array', at, items: value.map((item, i) => below(String(i), item)) }
    if (typeof value !== 'object' || value === null) return { kind: 'scalar', at, value: value as string }
    const members = Object.entries(value).map(([name, member]) => {
      const node = below(name, member)
      return [name, { at: node.at, value: node }] as const
    })
    return { kind: 'object', at, members: new Map(members) }
  }
  return { file, text, root: nodeOf(body, []), body }
}

/** The rules that differ from those of the base, narrowed to the scope; null if the overlay does not what it says. */
function added(
  overlay: Overlay, base: RulesBody, patched: RulesBody, problems: PolicyProblem[],
): ValidDocument<'RedactionRules'> | null {
  const { id, owner, why, scope = {}, direction } = overlay.body
  const from = problems.length
  for (const { path, what, example } of loosenings(base, patched)) {
    problems.push(problemAt(overlay, operationAt(overlay, path), { code: CONFLICT, what, example }))
  }
  const rules = Object.entries(patched.rules ?? {}).flatMap(([name, rule]) => {
    if (decides(rule) === decides(base.rules?.[name])) return []
    const where = narrowed(rule.where, scope)
    return where === null ? [] : [[name, { ...rule, where }] as const]
  })
  const undeclared = Object.entries(patched.undeclared ?? {})
    .filter(([category, outcome]) => base.undeclared?.[category] !== outcome)
  const isChange = rules.length > 0 || undeclared.length > 0
  if (undeclared.length > 0 && Object.keys(scope).length > 0) {
    const what = '`undeclared` holds for everybody, and cannot be changed for some'
    const example = 'a rule with "do": { "outcome": "drop" }'
    problems.push(problemAt(overlay, ['scope'], { code: CONFLICT, what, example }, 'name'))
  }
  if (isChange !== (direction === 'tighten') && problems.length === from) {
    const what = isChange ? 'the patch tightens, and is called `neutral`' : 'the patch changes nothing that decides'
    const example = `"direction": "${isChange ? 'tighten' : 'neutral'}"`
    problems.push(problemAt(overlay, ['direction'], { code: CONFLICT, what, example }))
  }
  if (problems.length > from || !isChange) return null
  const body: RulesBody = {
    kind: 'RedactionRules', id, description: why, ...(owner === undefined ? {} : { owner }),
    ...(base.layer === undefined ? {} : { layer: scope.tenant === undefined ? base.layer : 'tenant' }),
    ...(undeclared.length === 0 ? {} : { undeclared: Object.fromEntries(undeclared) }),
    rules: Object.fromEntries(rules),
  }
  return documentOf(overlay, body)
}

/** What counts of a rule when it is decided, in one spelling. */
function decides(rule: RuleBody | undefined): string {
  return rule === undefined ? '' : canonical([rule.where, rule.do])
}

/** Conditions for both; null if nobody fulfils them. */
function narrowed(where: ConditionsBody, scope: OverlayScope): ConditionsBody | null {
  const both: Record<string, unknown> = { ...where }
  for (const [name, values] of Object.entries(scope) as [keyof OverlayScope, readonly string[]][]) {
    const own = where[name] as readonly string[] | undefined
    const left = own === undefined ? values : values.filter((value) => own.includes(value))
    if (left.length === 0) return null
    both[name] = left
  }
  return both
}

/** The operation that speaks of a place, or the whole patch. */
function operationAt({ body: { patch } }: Overlay, path: string): Route {
  const index = patch.findLastIndex((operation) =>
    operation.op !== 'test' && (path.startsWith(operation.path) || operation.path.startsWith(path)))
  return index < 0 ? ['patch'] : ['patch', index]
}

function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value
}

function stepsOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function valueAt(document: unknown, pointer: string): unknown {
  return valueIn(document, stepsOf(pointer))
}

function valueIn(document: unknown, steps: readonly string[]): unknown {
  let value = document
  for (const name of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}
