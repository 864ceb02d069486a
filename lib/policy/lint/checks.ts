import type { Check } from './check.ts'
import { covered } from './covered.ts'
import { cutGrant } from './cut.ts'
import { wideException } from './exceptions.ts'
import { noNotice, noticeNotGiven } from './notices.ts'
import { slowPattern } from './patterns.ts'
import { openPosture } from './postures.ts'
import { unknownTenant } from './tenants.ts'
import { triedOut } from './tried.ts'
import { neverApplies } from './unreachable.ts'
import { untestedEntry, untestedRule } from './untested.ts'
import { ended, endsSoon } from './windows.ts'
import { noOwner, noWhy } from './words.ts'

/** The list of checks; order is reading order only. */
export const CHECKS: readonly Check[] = [
  wideException,
  ended, endsSoon,
  noticeNotGiven, noNotice,
  neverApplies, covered, cutGrant, unknownTenant,
  untestedRule, untestedEntry,
  openPosture, slowPattern, triedOut,
  noOwner, noWhy,
]
