import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { join } from 'node:path'
import { BUILT } from '../helpers/built.ts'
import { ROOT } from '../helpers/root.ts'

const MAIN = join(BUILT, 'lib', 'cli', 'main.js')

export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly status: number | null
}

/** The built command as a child process, in the project's folder. */
export function start(argv: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd: ROOT, stdio: 'pipe' })
  running.add(child)
  return child.once('close', () => running.delete(child))
}

const running = new Set<ChildProcessWithoutNullStreams>()

/** Ends what a failed test has left behind. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

/** Everything that comes out of a child process, once it has ended. */
export function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  // A command that ends early does not read to the end.
  child.stdin.on('error', () => undefined)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => {
      resolve({ stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString(), status })
    })
  })
}

/** Runs the command with a body on standard input. */
export function run(argv: readonly string[], body = ''): Promise<Outcome> {
  const child = start(argv)
  child.stdin.end(body)
  return outcomeOf(child)
}
