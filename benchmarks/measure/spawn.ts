import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Answer, JobOf, ResultOf, Task } from './child.ts'

const CHILD = fileURLToPath(new URL('./child.js', import.meta.url))

/** A task in a process of its own, that stays until it is killed. */
export async function start<T extends Task>(
  task: T, job: JobOf<T>, seconds: number,
): Promise<{ readonly child: ChildProcess; readonly result: ResultOf<T> }> {
  const child = fork(CHILD, { execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const clock = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
  child.send({ task, job })
  try {
    const ended = once(child, 'exit').then(() => [null])
    const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer<T> | null]
    if (answer === null) throw new Error('it ended, or was stopped after some time, without an answer')
    if ('error' in answer) throw new Error(answer.error)
    return { child, result: answer.result }
  } catch (cause) {
    child.kill('SIGKILL')
    throw cause
  } finally {
    clearTimeout(clock)
  }
}

/** What a task in a fresh process answers. Throws where it fails, or takes longer than so many seconds. */
export async function measured<T extends Task>(task: T, job: JobOf<T>, seconds: number): Promise<ResultOf<T>> {
  const { child, result } = await start(task, job, seconds)
  child.kill()
  return result
}
