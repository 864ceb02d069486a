import { measureMemory } from './memory.ts'
import { serve } from './server.ts'
import { measureStream } from './stream.ts'

/** What can be done in a process of its own. */
const TASKS = { stream: measureStream, memory: measureMemory, serve } as const
export type Task = keyof typeof TASKS
export type JobOf<T extends Task> = Parameters<(typeof TASKS)[T]>[0]
export type ResultOf<T extends Task> = Awaited<ReturnType<(typeof TASKS)[T]>>
export type Answer<T extends Task> = { readonly result: ResultOf<T> } | { readonly error: string }

process.once('message', ({ task, job }: { task: Task; job: never }) => {
  void answer(task, job).then((said) => process.send?.(said))
})

async function answer(task: Task, job: never): Promise<Answer<Task>> {
  try {
    return { result: await TASKS[task](job) }
  } catch (cause) {
    return { error: cause instanceof Error ? cause.message : String(cause) }
  }
}
