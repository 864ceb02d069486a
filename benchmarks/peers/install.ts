import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PEERS } from '../contenders/peer.ts'

const SECONDS = 120

/**
 * Installs what is compared with, as its lock file says, unless it is there. No script of any package is run.
 * @returns why not, or null
 */
export function installPeers(): string | null {
  const installed = join(PEERS, 'node_modules/.package-lock.json')
  const wanted = join(PEERS, 'package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return null
  try {
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    execFileSync('npm', ['ci', ...options], { cwd: PEERS, stdio: 'ignore', timeout: SECONDS * 1000 })
    return null
  } catch {
    return 'other packages could not be installed, and are left out'
  }
}
