import { lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What was seen of the files of a policy: names, sizes and times, in one text. */
type Sight = string

/**
 * Looks at the files of a policy from time to time, and tells when they are others and have been the same for one
 * interval: whoever writes several files, or a long one, is not interrupted. Looking is by name, so that links that are
 * exchanged as a whole (as configuration volumes do it) are seen; notifications of the system would miss them.
 *
 * The timer keeps no process alive.
 *
 * @param paths files and folders, with everything below them
 * @param everyMs milliseconds between two looks
 * @returns ends it
 */
export function watchPolicy(paths: () => readonly string[], everyMs: number, changed: () => void): () => void {
  let told = sightOf(paths())
  let last = told
  const timer = setInterval(() => {
    const sight = sightOf(paths())
    const isSettled = sight === last
    last = sight
    if (!isSettled || sight === told) return
    told = sight
    changed()
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}

function sightOf(paths: readonly string[]): Sight {
  const seen: string[] = []
  for (const path of paths) look(path, seen)
  return seen.join('\n')
}

/** Everything below a path, whether it is read or not: a link to elsewhere may stand beside what it leads to. */
function look(path: string, seen: string[]): void {
  try {
    const { ino, size, mtimeMs } = statSync(path)
    seen.push(`${path} ${ino} ${size} ${mtimeMs} ${lstatSync(path).ino}`)
    for (const name of statSync(path).isDirectory() ? readdirSync(path).sort() : []) {
      if (!name.startsWith('.')) look(join(path, name), seen)
    }
  } catch {
    seen.push(`${path} -`)
  }
}
