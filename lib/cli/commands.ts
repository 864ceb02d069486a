import { changes } from './changes.ts'
import type { Command } from './command.ts'
import { coverage } from './coverage.ts'
import { diff } from './diff.ts'
import { drift } from './drift.ts'
import { effective } from './effective.ts'
import { explain } from './explain.ts'
import { filter } from './filter.ts'
import { lint } from './lint.ts'
import { notice } from './notice.ts'
import { plan } from './plan.ts'
import { receipt } from './receipt.ts'
import { scan } from './scan.ts'
import { test } from './test.ts'
import { verify } from './verify.ts'

/** The list of commands, in the order of help. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  filter,
  explain,
  lint,
  test,
  effective,
  diff,
  changes,
  coverage,
  scan,
  drift,
  verify,
  notice,
  receipt,
  plan,
].map((command) => [command.name, command]))
