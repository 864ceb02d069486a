import { ofKind } from './document.ts'
import type { LifecycleBody, PolicyDocument, ValidDocument } from './document.ts'
import { markFor } from './lives.ts'
import type { ApiDescription, Marks } from './openapi/description.ts'
import { overlap } from './path-patterns.ts'
import { positionAt } from './position.ts'
import { problemAt } from './problem.ts'
import type { PolicyProblem } from './problem.ts'
import { didYouMean, suggest } from './suggest.ts'

const CODE = 'ERR_EGRESS_POLICY_CONFLICT'
const MISSING = 'ERR_EGRESS_POLICY_REFERENCE'
const DAY_MS = 86_400_000
/** Between the day on which something stable is marked as deprecated and the day on which it goes. */
const NOTICE_DAYS = 60

type Entry = PolicyDocument<LifecycleBody>

/** What the schema cannot say of lifecycle entries: their days, and that there is what they are about. */
export function checkLifecycles(
  documents: readonly ValidDocument[], api: ApiDescription | null, problems: PolicyProblem[],
): void {
  for (const document of ofKind(documents, 'LifecycleEntry')) {
    const marks = markFor(api, document.body.target)
    checkMeaning(document, problems)
    checkMark(document, marks, problems)
    checkDays(document, marks, problems)
    if (api !== null) checkTarget(document, api, problems)
  }
  const isSandbox = ofKind(documents, 'PolicyManifest')[0]?.body.environment === 'sandbox'
  if (api !== null && !isSandbox) checkMarks(documents, api, problems)
}

function checkMeaning(document: Entry, problems: PolicyProblem[]): void {
  const { id, deprecatedOn, removeOn, stage } = document.body
  if (deprecatedOn !== undefined || removeOn !== undefined || stage === 'beta') return
  const what = `\`${id}\` says nothing: it has neither \`deprecatedOn\` nor \`removeOn\`, and is not \`beta\``
  problems.push(problemAt(document, ['target'], { code: CODE, what, example: '"deprecatedOn": "2026-02-01"' }))
}

/** What developers were told by the description holds: an entry may put it off, not bring it forward. */
function checkMark(document: Entry, marks: Marks | null, problems: PolicyProblem[]): void {
  const { removeOn } = document.body
  const sunset = marks?.sunset ?? null
  if (sunset === null || removeOn === undefined || removeOn >= sunset) return
  const what = `the API description says that it stays until ${sunset}`
  problems.push(problemAt(document, ['removeOn'], { code: CODE, what, example: `"removeOn": "${sunset}"` }))
}

function checkDays(document: Entry, marks: Marks | null, problems: PolicyProblem[]): void {
  const { stage = marks?.stage ?? 'stable', environment, emergency } = document.body
  const deprecatedOn = document.body.deprecatedOn ?? marks?.deprecatedOn ?? undefined
  const removeOn = document.body.removeOn ?? marks?.sunset ?? undefined
  const complain = (member: string, what: string, day: string): void => {
    problems.push(problemAt(document, [member], { code: CODE, what, example: `"${member}": "${day}"` }))
  }
  if (emergency !== undefined && deprecatedOn !== undefined && emergency.followUpNoticeBy < deprecatedOn) {
    const what = 'the notice cannot follow before the day on which it is deprecated'
    const route = ['emergency', 'followUpNoticeBy']
    problems.push(problemAt(document, route, { code: CODE, what, example: `"followUpNoticeBy": "${deprecatedOn}"` }))
  }
  if (removeOn === undefined) return
  if (deprecatedOn !== undefined && removeOn < deprecatedOn) {
    return complain('removeOn', 'it cannot be removed before it is deprecated', deprecatedOn)
  }
  // The notice that is due in a sandbox is best effort, which nothing can be held against.
  if (stage !== 'stable' || environment === 'sandbox' || emergency !== undefined) return
  if (deprecatedOn === undefined) {
    const day = dayAfter(removeOn, -NOTICE_DAYS)
    const what = `what is stable is deprecated ${NOTICE_DAYS} days before it is removed; \`deprecatedOn\` is missing`
    problems.push(problemAt(document, ['removeOn'], { code: CODE, what, example: `"deprecatedOn": "${day}"` }, 'name'))
    return
  }
  const days = daysBetween(deprecatedOn, removeOn)
  if (days >= NOTICE_DAYS) return
  complain('removeOn', shortNotice(days), dayAfter(deprecatedOn, NOTICE_DAYS))
}

function shortNotice(days: number): string {
  return `what is stable is deprecated ${NOTICE_DAYS} days before it is removed, this ${days}`
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS)
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

function checkTarget(document: Entry, api: ApiDescription, problems: PolicyProblem[]): void {
  const { operation, field } = document.body.target
  const targets = operation === '*' ? [...api.operations.values()] : [api.operations.get(operation)]
  const known = targets.filter((target) => target !== undefined)
  if (known.length === 0) {
    const ids = [...api.operations.keys()]
    const what = `the API description has no operation \`${operation}\`${didYouMean(operation, ids)}`
    const example = `"operation": "${suggest(operation, ids) ?? ids[0]}"`
    problems.push(problemAt(document, ['target', 'operation'], { code: MISSING, what, example }))
    return
  }
  if (field === undefined) return
  const paths = new Set(known.flatMap(({ fields }) => fields.map(({ path }) => path)))
  if ([...paths].some((path) => overlap(path, field))) return
  const where = operation === '*' ? 'any operation' : `\`${operation}\``
  const what = `the responses of ${where} have no field \`${field}\`${didYouMean(field, paths)}`
  const example = `"field": "${suggest(field, paths) ?? '/homePhone'}"`
  problems.push(problemAt(document, ['target', 'field'], { code: MISSING, what, example }))
}

/** The same notice for what the description alone announces; a day since when it does is needed to tell. */
function checkMarks(documents: readonly ValidDocument[], api: ApiDescription, problems: PolicyProblem[]): void {
  const overridden = new Set(ofKind(documents, 'LifecycleEntry').flatMap(({ body }) => markFor(api, body.target) ?? []))
  const said = new Set<number>()
  for (const operation of api.operations.values()) {
    for (const marks of [operation, ...operation.fields]) {
      const { deprecatedOn, sunset, stage, at } = marks
      if (deprecatedOn === null || sunset === null || overridden.has(marks) || said.has(at)) continue
      const days = daysBetween(deprecatedOn, sunset)
      if ((stage ?? 'stable') !== 'stable' || days >= NOTICE_DAYS) continue
      said.add(at)
      problems.push({
        code: CODE, file: api.file, ...positionAt(api.text, at), what: shortNotice(days),
        example: `"x-sunset": "${dayAfter(deprecatedOn, NOTICE_DAYS)}"`,
      })
    }
  }
}
