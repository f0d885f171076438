import { failure } from '../failure.ts'
import { arrived } from './carried.ts'
import { opening, type Answer, type Arguments, type Method, type Results } from './protocol.ts'
import type { Worker } from 'node:worker_threads'

/** The caller's end of the line to a store's thread. */
export interface Line {
  /** Rejects with what the store's function rejects with, or as `unavailable` when the thread has ended. */
  readonly ask: <Name extends Method>(method: Name, ...values: Arguments[Name]) => Promise<Results[Name]>
  /** Has all that was asked done first, then closes the store and ends the thread. */
  readonly hangUp: () => Promise<void>
}

/** A caller that waits for an answer. */
interface Question {
  readonly resolve: (result: unknown) => void
  readonly reject: (reason: Error) => void
  readonly isWriting: boolean
}

const writing: ReadonlySet<Method> = new Set([
  'commit',
  'pruneJournal',
  'erase',
  'prove',
  'lease',
  'changeJobs',
  'forgetJobs',
])

/** Waits until the thread has opened the file of that path. Rejects with the store failure where it cannot. */
export const lineTo = async (worker: Worker, path: string): Promise<Line> => {
  const questions = new Map<number, Question>()
  let latest = opening
  let hungUp: Promise<void> | null = null
  let isEnded = false
  let cause: unknown

  const unavailable = (because: string, isCertain = true): Error =>
    failure('unavailable', path, { because, isCertain, cause })

  const ended = (isCertain: boolean): Error => {
    const reason = cause instanceof Error ? `: ${cause.message}` : ''
    return unavailable(`the thread that works on it has ended${reason}; start this process again`, isCertain)
  }

  /** What the thread will say. Only while somebody waits for it, it keeps the process from ending. */
  const answerTo = (id: number, isWriting = false): Promise<unknown> => {
    if (questions.size === 0) worker.ref()
    return new Promise((resolve, reject) => questions.set(id, { resolve, reject, isWriting }))
  }

  const post = (method: Method, values: Arguments[Method]): Promise<unknown> => {
    if (isEnded) throw ended(true)
    const id = (latest += 1)
    // Nothing is handed over for good; all is copied.
    worker.postMessage({ id, method, values }, [])
    return answerTo(id, writing.has(method))
  }

  const hear = (answer: Answer): void => {
    const question = questions.get(answer.id)
    questions.delete(answer.id)
    if ('failure' in answer) question?.reject(arrived(answer.failure))
    else question?.resolve(answer.result)
    if (questions.size === 0) worker.unref()
  }

  const fail = (): void => {
    isEnded = true
    // A change may be stored although no word of it comes any more.
    for (const { reject, isWriting } of questions.values()) reject(ended(!isWriting))
    questions.clear()
  }

  const close = async (): Promise<void> => {
    if (!isEnded) await post('close', [])
    await worker.terminate()
  }

  worker.on('message', hear)
  worker.on('error', (thrown) => {
    cause = thrown
  })
  worker.on('exit', fail)
  try {
    await answerTo(opening)
  } catch (thrown) {
    await worker.terminate()
    throw thrown
  }
  return {
    ask: async (method, ...values) => {
      if (hungUp !== null) throw unavailable('the store was closed')
      // The thread gives what the function of that name gives.
      return (await post(method, values)) as Results[typeof method]
    },
    hangUp: () => (hungUp ??= close()),
  }
}
