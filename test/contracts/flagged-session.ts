/**
 * Run as a child process with `--disallow-code-generation-from-strings`: filters the body on standard input with the packs
 * of this package. The policy is read and compiled without the schema validation, which is the one part that needs code
 * made from strings, and is done with before the first response.
 */
import { join } from 'node:path'
import { LIMITS } from '../../lib/limits.ts'
import { Engine } from '../../lib/pipeline/engine.ts'
import { compile } from '../../lib/policy/compile.ts'
import type { ValidDocument } from '../../lib/policy/document.ts'
import { parse } from '../../lib/policy/parse.ts'
import { readSource, RULES } from '../../lib/policy/source.ts'

try {
  Reflect.construct(Function, ['return 1'])
  process.stderr.write('code from strings is allowed')
} catch {
  const documents = readSource([join(RULES, 'packs'), join(RULES, 'declarations')], [])
    .flatMap((text) => parse(text, [])) as unknown as ValidDocument[]
  const engine = new Engine({
    policy: { rulebook: compile(documents, 'flagged'), regionsFor: () => ['DE'], businessDomainsFor: () => [], businessNumbersFor: () => [], detectors: [] },
    secret: Buffer.alloc(32, 7),
    limits: LIMITS,
    clock: () => Date.UTC(2026, 5, 1),
  })
  const session = engine.open({ app: 'partner-crm', tenant: 't-0042' }, 'json')
  for await (const chunk of process.stdin) for (const piece of session.push(chunk as Buffer)) process.stdout.write(piece)
  for (const piece of session.end()) process.stdout.write(piece)
  process.stderr.write(session.receipt().result)
}
