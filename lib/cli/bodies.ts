import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { EgressError } from '../errors.ts'
import { LIMITS } from '../limits.ts'
import type { BodyFormat } from '../pipeline/context.ts'
import { Engine } from '../pipeline/engine.ts'
import { Census } from '../policy/classification/census.ts'
import type { CompiledPolicy } from '../policy/policy.ts'
import { fileError, openInput } from './files.ts'

const FORMATS: readonly (readonly [endings: string, RegExp, BodyFormat])[] = [
  ['.json', /[.]json$/, 'json'],
  ['.ndjson or .jsonl', /[.](ndjson|jsonl)$/, 'ndjson'],
]

/** What the bodies of a folder hold. */
export interface Survey {
  readonly bodies: number
  readonly census: Census
}

export interface SurveyOptions {
  /** In whose regions national numbers are read, beside those of the manifest. */
  readonly app?: string | undefined
  /** Keys that are known to be words of the API, and may be shown. */
  readonly keys?: readonly string[]
}

/**
 * Reads the bodies of a folder and of the folders in it, one after the other and none as a whole, and counts what is
 * found where. Nothing is decided: it does not matter who may receive them.
 *
 * @throws EgressError ERR_EGRESS_FILE; or what the filter says of a body, with the name of its file
 */
export async function survey(folder: string, policy: CompiledPolicy, options: SurveyOptions = {}): Promise<Survey> {
  const { app = '', keys = [] } = options
  const { rulebook } = policy
  // Paths name keys, and keys that are named in a policy are no secret.
  const paths = [...rulebook.paths, ...keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)]
  const engine = new Engine({
    policy: { ...policy, rulebook: { ...rulebook, paths, mode: 'report', registrations: new Map() } },
    secret: new Uint8Array(SECRET_BYTES),
    limits: LIMITS,
    clock: Date.now,
  })
  const census = new Census()
  const bodies = bodiesIn(folder)
  for (const { path, format } of bodies) {
    const session = engine.open({ app }, format, { witness: census })
    const input = await openInput(path)
    try {
      for await (const chunk of input) session.push(chunk as Uint8Array)
      session.end()
    } catch (cause) {
      throw cause instanceof EgressError ? new EgressError(cause.code, { what: `\`${path}\`` }) : fileError(path, cause)
    }
  }
  return { bodies: bodies.length, census }
}

/** No pseudonym is made where nothing is changed. */
const SECRET_BYTES = 32

export interface BodyFile {
  /** Beginning with the folder. */
  readonly path: string
  /** Within the folder. */
  readonly name: string
  readonly format: BodyFormat
}

/**
 * The bodies of a folder and of the folders in it, in the order of their names, by the endings of these.
 * @throws EgressError ERR_EGRESS_FILE, also where there is none
 */
export function bodiesIn(folder: string, formats: readonly BodyFormat[] = ['json', 'ndjson']): BodyFile[] {
  const known = FORMATS.filter(([, , format]) => formats.includes(format))
  const files = namesIn(folder).flatMap((name) => known.flatMap(([, ending, format]) =>
    ending.test(name) ? [{ path: join(folder, name), name, format }] : []))
  if (files.length > 0) return files
  const endings = known.map(([words]) => words).join(', ')
  throw new EgressError('ERR_EGRESS_FILE', { file: folder, what: `there is no body in it: ${endings}` })
}

/** Names with a leading dot are left out. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, '/').length))
      .filter((name) => !/(^|[/\\])[.]/.test(name)).sort()
  } catch (cause) {
    throw fileError(folder, cause)
  }
}
