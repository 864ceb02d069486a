import type { Command } from './command.ts'
import { explain } from './explain.ts'
import { filter } from './filter.ts'
import { lint } from './lint.ts'
import { notice } from './notice.ts'
import { plan } from './plan.ts'
import { receipt } from './receipt.ts'
import { test } from './test.ts'

/** The list of commands, in the order of help. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  filter,
  explain,
  lint,
  test,
  notice,
  receipt,
  plan,
].map((command) => [command.name, command]))
