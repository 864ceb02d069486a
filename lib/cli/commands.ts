import { changes } from './changes.ts'
import type { Command } from './command.ts'
import { coverage } from './coverage.ts'
import { diff } from './diff.ts'
import { drift } from './drift.ts'
import { effective } from './effective.ts'
import { filter } from './filter.ts'
import { lint } from './lint.ts'
import { plan } from './plan.ts'
import { scan } from './scan.ts'
import { verify } from './verify.ts'

/** The list of commands, in the order of help. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [filter, lint, effective, diff, changes, drift, coverage, scan, verify, plan]
    .map((command) => [command.name, command]),
)
