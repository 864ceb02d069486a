import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { createEgressFilter } from '../../lib/index.ts'
import { ROOT } from '../helpers/root.ts'
import { leaves, type Row } from './row.ts'

/**
 * What the detectors of their day made of bodies that they had not met: checks out each commit in which bodies were
 * labelled, builds it, and counts in the bodies that the commit adds. Needs the history of the repository.
 *
 *     node dist/test/vendors/first-sight.js
 */
const LABELLED: readonly (readonly [commit: string, what: string])[] = [
  ['f820b99', 'telephony'],
  ['6251992', 'other trades'],
  ['6f37cbf', 'telephony, after mending'],
  ['16efe91', 'other trades, after mending'],
  ['b90ce1e', 'both, after mending again'],
  ['3b930b3', 'both, the fourth time'],
]

interface Count {
  bodies: number
  private: Share
  harmless: Share
  /** In the order of {@link APART}. */
  apart: Share[]
}

/** How many there are, and of how many the wrong was seen: private ones that left, harmless ones that changed. */
interface Share {
  wrong: number
  all: number
}

/** Counted apart, too: e-mail addresses, telephone numbers and extensions. */
const APART: readonly string[] = [
  'user.contact.email', 'user.contact.phone_number', 'user.contact.phone_number.extension',
]

function add(share: Share | undefined, isWrong: boolean): void {
  if (share === undefined) return
  share.all++
  if (isWrong) share.wrong++
}

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** A private value has leaked if it leaves as it came. */
async function countAt(commit: string, folder: string): Promise<Count> {
  git('worktree', 'add', '--detach', '--force', folder, commit)
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder])
  const library = pathToFileURL(join(folder, 'dist', 'lib', 'index.js')).href
  const { createEgressFilter: create } = (await import(library)) as { createEgressFilter: typeof createEgressFilter }
  const filter = create()
  const added = git('show', '--name-only', '--diff-filter=A', '--format=', commit, '--', 'test/vendors').trim().split('\n')
  const none = (): Share => ({ wrong: 0, all: 0 })
  const count: Count = { bodies: 0, private: none(), harmless: none(), apart: APART.map(none) }
  for (const file of added) {
    for (const row of JSON.parse(readFileSync(join(folder, file), 'utf8')) as Row[]) {
      const after = leaves(JSON.parse(filter.bytes(JSON.stringify(row.body), { app: 'nobody' }).body.toString()))
      count.bodies++
      for (const [pointer, value] of leaves(row.body)) {
        const isSame = after.get(pointer) === value
        const category = row.private[pointer]
        if (category === undefined) {
          add(count.harmless, !isSame)
        } else {
          add(count.private, isSame)
          add(count.apart[APART.indexOf(category)], isSame)
        }
      }
    }
  }
  return count
}

const percent = ({ wrong, all }: Share): string => `${(100 * wrong / all).toFixed(1)} %`
const parts = ({ wrong, all }: Share): string => `${wrong} of ${all}`

for (const [commit, what] of LABELLED) {
  const folder = mkdtempSync(join(tmpdir(), 'pii-egress-then-'))
  try {
    const { bodies, private: owned, harmless, apart } = await countAt(commit, folder)
    const cells = [
      what, bodies, owned.all, percent(owned), ...apart.map(parts), harmless.all, percent(harmless),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  } finally {
    git('worktree', 'remove', '--force', folder)
    rmSync(folder, { recursive: true, force: true })
  }
}
