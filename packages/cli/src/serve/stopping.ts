import type { Listening } from './listen.ts'

/** The signals that end a process. */
const signals = ['SIGTERM', 'SIGINT'] as const

/** Resolves at the next signal to end, with the signal. */
export const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    const asked = (signal: string): void => {
      for (const each of signals) process.off(each, asked)
      resolve(signal)
    }
    for (const signal of signals) process.on(signal, asked)
  })

export interface Leaving {
  /** Announces the shutdown, while requests are still answered. */
  readonly leave: () => void
  /** How long that lasts, in milliseconds. */
  readonly grace: number
  /** Cuts it short. */
  readonly askedAgain: Promise<string>
}

/** Keeps serving, so that a load balancer has time to notice the shutdown. */
export const leaveSlowly = async ({ leave, grace, askedAgain }: Leaving): Promise<void> => {
  leave()
  if (grace === 0) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const isOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, grace)
  })
  await Promise.race([isOver, askedAgain])
  clearTimeout(timer)
}

export interface Stopping {
  readonly servers: readonly Listening[]
  /** Accepts no new request, and finishes open ones. */
  readonly drain: () => Promise<void>
  /** How long that may take, in milliseconds. */
  readonly patience: number
  /** Cuts that short; optional. */
  readonly askedAgain?: Promise<string>
}

/**
 * Shuts down: accepts no new connection, answers every request, and records the sends that are under way.
 * Resolves with whether all of it was done in time; the store keeps unfinished sends as under way, and later
 * as of unknown fate.
 */
export const stop = async ({ servers, drain, patience, askedAgain }: Stopping): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const outOfPatience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patience)
    void askedAgain?.then(() => resolve(false))
  })
  const closed = servers.map(({ close }) => close())
  const ended = drain().then(() => Promise.all(closed))
  const isDone = await Promise.race([ended.then(() => true as const), outOfPatience])
  clearTimeout(timer)
  for (const { abandon } of servers) abandon()
  return isDone
}
