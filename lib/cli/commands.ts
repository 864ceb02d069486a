import type { Command } from './command.ts'
import { drift } from './drift.ts'
import { filter } from './filter.ts'
import { lint } from './lint.ts'
import { plan } from './plan.ts'
import { verify } from './verify.ts'

/** The list of commands, in the order of help. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [filter, lint, plan, drift, verify].map((command) => [command.name, command]),
)
