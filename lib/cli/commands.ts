import type { Command } from './command.ts'
import { explain } from './explain.ts'
import { filter } from './filter.ts'
import { lint } from './lint.ts'
import { plan } from './plan.ts'
import { test } from './test.ts'

/** The list of commands, in the order of help. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  filter,
  explain,
  lint,
  test,
  plan,
].map((command) => [command.name, command]))
