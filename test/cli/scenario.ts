import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../helpers/root.ts'

/** A story told by a file of test/scenarios. */
export interface Scenario {
  readonly name: string
  /** The free text before the first section. */
  readonly why: string
  readonly document: string
  readonly argv: readonly string[]
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

const FOLDER = join(ROOT, 'test', 'scenarios')
const HEAD = /^--- (document|command|stdout|stderr|status)$/

/** Every scenario, in the order of file names. Throws where a file does not follow the form. */
export function readScenarios(): Scenario[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith('.scenario')).sort().map((name) => parse(name))
}

function parse(file: string): Scenario {
  const sections = new Map<string, string[]>([['why', []]])
  let open = sections.get('why') ?? []
  for (const line of readFileSync(join(FOLDER, file), 'utf8').replace(/\n$/, '').split('\n')) {
    const name = HEAD.exec(line)?.[1]
    if (name === undefined) open.push(line)
    else if (sections.has(name)) throw new Error(`${file}: two sections ${name}`)
    else sections.set(name, (open = []))
  }
  const text = (name: string): string => (sections.get(name) ?? []).join('\n')
  for (const name of ['command', 'status']) if (!sections.has(name)) throw new Error(`${file}: no section ${name}`)
  const [program, ...argv] = words(text('command'))
  if (program !== 'pii-egress') throw new Error(`${file}: the command is not pii-egress`)
  return {
    name: file.replace('.scenario', ''),
    why: text('why').trim(),
    document: text('document'),
    argv,
    stdout: text('stdout'),
    stderr: text('stderr'),
    status: Number(text('status')),
  }
}

function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}
