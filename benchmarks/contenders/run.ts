import type { Emit, Pass, Start } from './contender.ts'

/** A body through a contender, in chunks; a promise only where the contender makes one wait. */
export function run(start: Start, body: Buffer, chunkBytes: number, emit: Emit): void | Promise<void> {
  const pass = start(emit)
  for (let at = 0; at < body.length; at += chunkBytes) {
    const wait = pass.push(body.subarray(at, at + chunkBytes))
    if (wait instanceof Promise) return wait.then(() => runRest(pass, body, at + chunkBytes, chunkBytes))
  }
  return pass.end()
}

async function runRest(pass: Pass, body: Buffer, from: number, chunkBytes: number): Promise<void> {
  for (let at = from; at < body.length; at += chunkBytes) await pass.push(body.subarray(at, at + chunkBytes))
  await pass.end()
}
