import type { Listening } from './listen.ts'

/** The signals by which a process is asked to end. */
const signals = ['SIGTERM', 'SIGINT'] as const

/** Resolves when this process is next asked to end, with the signal. */
export const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    const asked = (signal: string): void => {
      for (const each of signals) process.off(each, asked)
      resolve(signal)
    }
    for (const signal of signals) process.on(signal, asked)
  })

export interface Leaving {
  /** Says that this process is about to go, while it answers everything. */
  readonly leave: () => void
  /** How long that lasts, in milliseconds. */
  readonly grace: number
  /** Cuts it short. */
  readonly askedAgain: Promise<string>
}

/** Keeps serving, so that a balancer has time to notice that this process goes. */
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
  /** Takes nothing new, and finishes what was begun. */
  readonly drain: () => Promise<void>
  /** How long that may take, in milliseconds. */
  readonly patience: number
  /** Cuts that short; nothing does unless given. */
  readonly askedAgain?: Promise<string>
}

/**
 * Ends well: no new connection, every request answered, what is on its way to WhatsApp recorded. Tells whether
 * all of it was done in time; what was not is in the store as under way, and counts as of unknown fate later.
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
