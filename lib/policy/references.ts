import { ofKind } from './document.ts'
import type { ValidDocument } from './document.ts'
import { problemAt } from './problem.ts'
import type { PolicyProblem } from './problem.ts'
import { didYouMean, suggest } from './suggest.ts'

const MISSING = 'ERR_EGRESS_POLICY_REFERENCE'

/** What one document says of another has to exist: rules, apps and notices. */
export function checkReferences(documents: readonly ValidDocument[], problems: PolicyProblem[]): void {
  const apps = new Set(ofKind(documents, 'DisclosureDeclaration').map(({ body }) => body.id))
  const rules = new Set(ofKind(documents, 'RedactionRules').flatMap(({ body }) =>
    Object.keys(body.rules ?? {}).map((id) => `${body.id}/${id}`)))

  for (const document of ofKind(documents, 'Exception')) {
    const { suspends, scope } = document.body
    if (!rules.has(suspends)) {
      const what = `there is no rule \`${suspends}\`${didYouMean(suspends, rules)}`
      const example = `"suspends": "${suggest(suspends, rules) ?? 'telephony/extension-not-public'}"`
      problems.push(problemAt(document, ['suspends'], { code: MISSING, what, example }))
    }
    if (!apps.has(scope.app)) problems.push(problemAt(document, ['scope', 'app'], noApp(scope.app, apps)))
  }
  for (const document of ofKind(documents, 'RedactionRules')) {
    for (const [id, { where }] of Object.entries(document.body.rules ?? {})) {
      for (const [index, app] of (where.app ?? []).entries()) {
        if (!apps.has(app)) problems.push(problemAt(document, ['rules', id, 'where', 'app', index], noApp(app, apps)))
      }
    }
  }
  checkNotices(documents, problems)
}

function noApp(app: string, apps: ReadonlySet<string>): { code: typeof MISSING; what: string; example: string } {
  const example = `a declaration with "id": ${JSON.stringify(app)}`
  return { code: MISSING, what: `there is no registered app \`${app}\`${didYouMean(app, apps)}`, example }
}

function checkNotices(documents: readonly ValidDocument[], problems: PolicyProblem[]): void {
  const versions = new Map(ofKind(documents, 'Notice').map(({ body }) => [body.id, body.version]))
  for (const document of ofKind(documents, 'DisclosureDeclaration')) {
    for (const [entry, { requires }] of Object.entries(document.body.disclosures)) {
      for (const [index, reference] of (requires?.notices ?? []).entries()) {
        const id = reference.slice(0, reference.indexOf('@'))
        const version = versions.get(id)
        if (version !== undefined && Number(reference.slice(id.length + 1)) <= version) continue
        const what = version === undefined
          ? `there is no notice \`${id}\`${didYouMean(id, versions.keys())}`
          : `the notice \`${id}\` has no version later than ${version}`
        problems.push(problemAt(document, ['disclosures', entry, 'requires', 'notices', index],
          { code: MISSING, what, example: JSON.stringify(`${id}@${version ?? 1}`) }))
      }
    }
  }
}

/** An id stands for one document of its kind, and there is one manifest at most. */
export function checkIds(documents: readonly ValidDocument[], problems: PolicyProblem[]): void {
  const first = new Map<string, ValidDocument>()
  for (const document of documents) {
    const { kind, id } = document.body
    const key = kind === 'PolicyManifest' ? kind : `${kind} ${id}`
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, document)
      continue
    }
    const what = kind === 'PolicyManifest'
      ? `there is another manifest in ${other.file}`
      : `${kind} \`${id}\` is already defined in ${other.file}`
    const example = kind === 'PolicyManifest' ? 'one PolicyManifest for the whole policy' : `"id": "${id}-2"`
    problems.push(problemAt(document, ['id'], { code: 'ERR_EGRESS_POLICY_CONFLICT', what, example }))
  }
}
