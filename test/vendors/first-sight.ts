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
]

interface Count {
  bodies: number
  private: number
  leaked: number
  harmless: number
  changed: number
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
  const count: Count = { bodies: 0, private: 0, leaked: 0, harmless: 0, changed: 0 }
  for (const file of added) {
    for (const row of JSON.parse(readFileSync(join(folder, file), 'utf8')) as Row[]) {
      const after = leaves(JSON.parse(filter.bytes(JSON.stringify(row.body), { app: 'nobody' }).body.toString()))
      count.bodies++
      for (const [pointer, value] of leaves(row.body)) {
        const isSame = after.get(pointer) === value
        if (pointer in row.private) {
          count.private++
          if (isSame) count.leaked++
        } else {
          count.harmless++
          if (!isSame) count.changed++
        }
      }
    }
  }
  return count
}

const share = (part: number, whole: number): string => `${(100 * part / whole).toFixed(1)} %`

for (const [commit, what] of LABELLED) {
  const folder = mkdtempSync(join(tmpdir(), 'pii-egress-then-'))
  try {
    const { bodies, private: all, leaked, harmless, changed } = await countAt(commit, folder)
    console.log(`| ${what} | ${bodies} | ${all} | ${share(leaked, all)} | ${harmless} | ${share(changed, harmless)} |`)
  } finally {
    git('worktree', 'remove', '--force', folder)
    rmSync(folder, { recursive: true, force: true })
  }
}
