import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createDemo } from '../../lib/demo/server.ts'

/**
 * Sends one large export over the loopback to a client that throws it away, and prints how the memory of the server
 * grew and how fast it was.
 *
 *     node dist/test/demo/soak.js [megabytes, default 200] [token, default wallboard-token]
 *
 * Exit code 1 if the memory grew by more than 40 MB beyond what a first, small export had left.
 */
const MEGABYTE = 1_000_000
const MAX_GROWTH = 40 * MEGABYTE
/** What a server needs once, whatever it sends: compiled code and the slack of V8's heap, 15 MB on Node 20 and up to 57 on Node 24. */
const FIRST_MEGABYTES = 10
const SAMPLE_MS = 250
/** As `npm start`: a heap that a body would not fit into, so that a leak ends the process instead of hiding in its garbage. */
const HEAP = ['--max-semi-space-size=2', '--max-old-space-size=64']

const [, , megabytes = '200', token = 'wallboard-token'] = process.argv
if (process.send === undefined) process.exitCode = await measure()
else serve()

/** In the server's process: answers every message with its resident size. */
function serve(): void {
  const { app } = createDemo()
  const server = createServer(app).listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.on('message', () => process.send?.(process.memoryUsage.rss()))
  process.on('disconnect', () => process.exit(0))
}

async function measure(): Promise<number> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: HEAP })
  const [port] = (await once(child, 'message')) as [number]
  const cold = await residentSize(child)
  await discard(port, `/export?mb=${FIRST_MEGABYTES}`)
  const idle = await residentSize(child)
  let most = idle
  let done = false
  const sampling = (async () => {
    for (; !done; await wait(SAMPLE_MS)) most = Math.max(most, await residentSize(child))
  })()
  const start = performance.now()
  const { received, firstByte } = await discard(port, `/export?mb=${megabytes}`)
  const seconds = (performance.now() - start) / 1000
  done = true
  await sampling
  const after = await residentSize(child)
  child.disconnect()
  most = Math.max(most, after)
  const rate = (Number(megabytes) / seconds).toFixed(1)
  console.log(`${megabytes} MB in, ${inMegabytes(received)} MB received in ${seconds.toFixed(1)} s`)
  console.log(`${rate} MB/s of input`)
  console.log(`first byte after ${firstByte.toFixed(0)} ms`)
  console.log(`resident size: cold ${inMegabytes(cold)} MB, idle ${inMegabytes(idle)} MB, most ${inMegabytes(most)} MB, end ${inMegabytes(after)} MB`)
  console.log(`growth ${inMegabytes(most - idle)} MB`)
  return most - idle > MAX_GROWTH ? 1 : 0
}

async function residentSize(child: ChildProcess): Promise<number> {
  const answer = once(child, 'message') as Promise<[number]>
  child.send('rss')
  return (await answer)[0]
}

async function discard(port: number, path: string): Promise<{ received: number; firstByte: number }> {
  const start = performance.now()
  const request = get({ port, path, headers: { Authorization: `Bearer ${token}` } })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  let received = 0
  let firstByte = 0
  for await (const part of response) {
    if (received === 0) firstByte = performance.now() - start
    received += (part as Buffer).length
  }
  return { received, firstByte }
}

function inMegabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1)
}
