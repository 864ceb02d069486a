/** What can be done in a process of its own, which loads what it needs and nothing else. */
const TASKS = {
  stream: async () => (await import('./stream.ts')).measureStream,
  memory: async () => (await import('./memory.ts')).measureMemory,
  profile: async () => (await import('./profile.ts')).measureProfile,
  serve: async () => (await import('./server.ts')).serve,
} as const

export type Task = keyof typeof TASKS
type Action<T extends Task> = Awaited<ReturnType<(typeof TASKS)[T]>>
export type JobOf<T extends Task> = Parameters<Action<T>>[0]
export type ResultOf<T extends Task> = Awaited<ReturnType<Action<T>>>
export type Answer<T extends Task> = { readonly result: ResultOf<T> } | { readonly error: string }

process.once('message', ({ task, job }: { task: Task; job: never }) => {
  void answer(task, job).then((said) => process.send?.(said))
})

async function answer(task: Task, job: never): Promise<Answer<Task>> {
  try {
    const action = await TASKS[task]()
    return { result: await action(job) }
  } catch (cause) {
    return { error: cause instanceof Error ? cause.message : String(cause) }
  }
}
