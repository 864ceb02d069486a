export interface Spent {
  /** Seconds of processor time of all threads: collecting garbage and compiling count. */
  readonly cpu: number
  /** Seconds. */
  readonly wall: number
}

/** What some work takes. */
export async function spend(work: () => unknown): Promise<Spent> {
  const cpu = process.cpuUsage()
  const wall = performance.now()
  const result = work()
  if (result instanceof Promise) await result
  const { user, system } = process.cpuUsage(cpu)
  return { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1e3 }
}

/** The least of several, each for itself: noise only adds. */
export function least(all: readonly Spent[]): Spent {
  return { cpu: Math.min(...all.map(({ cpu }) => cpu)), wall: Math.min(...all.map(({ wall }) => wall)) }
}
