import type { PolicyDocument } from './document.ts'
import { Fault } from './fault.ts'
import { valueOf } from './node.ts'
import type { PolicyNode } from './node.ts'
import { positionAt } from './position.ts'
import type { PolicyProblem } from './problem.ts'
import { readJson } from './read-json.ts'
import { readYaml } from './read-yaml.ts'
import type { PolicyText } from './source.ts'

const YAML_FILE = /[.]ya?ml$/

/** The documents of one file: one for JSON, any number for YAML. What cannot be parsed becomes a problem. */
export function parse({ file, text }: PolicyText, problems: PolicyProblem[]): PolicyDocument[] {
  try {
    return rootsOf(file, text).map((root) => ({ file, text, root, body: valueOf(root) }))
  } catch (cause) {
    const fault = cause instanceof Fault ? cause : new Fault(0, 'it cannot be parsed', 'kind: RedactionRules')
    const { message: what, example } = fault
    problems.push({ code: 'ERR_EGRESS_POLICY_PARSE', file, ...positionAt(text, fault.at), what, example })
    return []
  }
}

function rootsOf(file: string, text: string): PolicyNode[] {
  return YAML_FILE.test(file) ? readYaml(text) : [readJson(text)]
}
