import type {
  ExplainedFinding, ExplainedNode, ExplainedPermission, ExplainedRule, Explanation,
} from '../policy/explanation.ts'

/** An explanation for people: the recipient, then every value, what was found in it, and why it leaves as it does. */
export function explainedText(explanation: Explanation, within: string): string {
  const { nodes, refusal } = explanation
  const place = within === '' ? 'the body' : within
  const found = nodes.map(nodeText)
  if (refusal !== null) found.push(`The body may not leave (${refusal}); nothing further was looked at.`)
  else if (nodes.length === 0) found.push(`Nothing was found in ${place} that anybody decides on.`)
  return `${[headOf(explanation), ...found].join('\n\n')}\n`
}

function headOf({ app, status, tenant, purpose, audience, at, policy, mode }: Explanation): string {
  const parts = [
    `${app} (${status === 'unknown' ? 'not registered' : status})`,
    `purpose ${purpose ?? 'unknown'}`,
    `audience ${audience}`,
    `tenant ${tenant ?? 'unknown'}`,
    `at ${at}`,
    `policy ${policy}`,
    ...(mode === 'enforce' ? [] : [`mode ${mode}: less is changed than is said here`]),
  ]
  return parts.join(', ')
}

function nodeText({ pointer, kind, outcome, findings }: ExplainedNode): string {
  const place = pointer === '' ? '(the whole document)' : pointer
  const lines = findings.length === 0 ? ['  nothing private was found'] : findings.flatMap(findingLines)
  return [`${kind === 'key' ? 'key ' : ''}${place}: ${outcome}`, ...lines].join('\n')
}

function findingLines({ evidence, outcome, because, permission, rules }: ExplainedFinding): string[] {
  const found = evidence === null
    ? 'nobody classified it'
    : `${evidence.label} (${evidence.category}), contact ${evidence.contact}; `
      + `found by ${evidence.detector}, confidence ${evidence.confidence.toFixed(2)}`
  return [
    `  ${found}`,
    ...(permission === null ? [] : permissionLines(permission)),
    ...rules.flatMap(ruleLines),
    row('verdict', outcome, because.join(', ')),
  ]
}

function permissionLines({ outcome, grant, ceiling, nearest }: ExplainedPermission): string[] {
  const cut = ceiling === null ? [] : [more(`ceiling ${ceiling.id}: ${ceiling.why}`)]
  if (grant !== null) return [row('entry', outcome, `${grant.id}: ${grant.category} as ${grant.fidelity}`), ...cut]
  if (nearest === null) return [row('entry', outcome, 'none names the category')]
  return [
    row('entry', outcome, `none; nearest is ${nearest.id} (${nearest.category}), but:`),
    ...nearest.lacks.map(({ condition, says }) => more(`${condition}: ${says}`)),
  ]
}

function ruleLines({ id, outcome, why, suspendedBy }: ExplainedRule): string[] {
  return [
    row(suspendedBy.length > 0 ? 'suspended' : 'rule', outcome, `${id}: ${why}`),
    ...suspendedBy.map((exception) => more(`${exception.id}: ${exception.reason}`)),
  ]
}

function row(what: string, outcome: string, text: string): string {
  return `    ${what.padEnd(9)}  ${outcome.padEnd(12)}  ${text}`
}

function more(text: string): string {
  return row('', '', text)
}
