import type { Pass } from '../contenders/contender.ts'

export interface Turns {
  /** Longest time between two turns of the event loop, in milliseconds. */
  readonly longestBlock: number
  /** Largest resident size, over that of the beginning, in bytes. */
  readonly growth: number
}

/** Feeds a body one chunk per turn of the event loop, and watches the loop and the resident size of the process. */
export async function feedInTurns(chunks: Iterable<Buffer>, pass: Pass): Promise<Turns> {
  const idle = process.memoryUsage.rss()
  const before = process.resourceUsage().maxRSS
  let largest = idle
  const clock = new TurnClock()
  let fed = 0
  for (const chunk of chunks) {
    await turn()
    await pass.push(chunk)
    if (fed++ % RSS_EVERY === 0) largest = Math.max(largest, process.memoryUsage.rss())
  }
  await turn()
  await pass.end()
  await turn()
  const longestBlock = clock.stop()
  // The system remembers a peak between two looks, but only one above all earlier ones.
  const peak = process.resourceUsage().maxRSS
  if (peak > before) largest = Math.max(largest, peak * KILOBYTE)
  return { longestBlock, growth: Math.max(0, largest - idle) }
}

const RSS_EVERY = 16
const KILOBYTE = 1024

/** Looks at the clock in every turn of the event loop. */
class TurnClock {
  private last = performance.now()
  private longest = 0
  private isRunning = true

  constructor() {
    setImmediate(() => this.look())
  }

  private look(): void {
    const now = performance.now()
    this.longest = Math.max(this.longest, now - this.last)
    this.last = now
    if (this.isRunning) setImmediate(() => this.look())
  }

  stop(): number {
    this.look()
    this.isRunning = false
    return this.longest
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve) })
}
