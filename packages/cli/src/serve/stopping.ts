import type { Listening } from './listen.ts'

/** The signals by which a process is asked to end. */
const signals = ['SIGTERM', 'SIGINT'] as const

/** Resolves when this process is asked to end, with the signal. */
export const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(signal))
  })

export interface Stopping {
  readonly servers: readonly Listening[]
  /** Takes nothing new, and finishes what was begun. */
  readonly drain: () => Promise<void>
  /** How long that may take, in milliseconds. */
  readonly patience: number
}

/**
 * Ends well: no new connection, every request answered, what is on its way to WhatsApp recorded. Tells whether
 * all of it was done in time; what was not is in the store as under way, and counts as of unknown fate later.
 */
export const stop = async ({ servers, drain, patience }: Stopping): Promise<boolean> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const outOfPatience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patience)
  })
  const closed = servers.map(({ close }) => close())
  const ended = drain().then(() => Promise.all(closed))
  const isDone = await Promise.race([ended.then(() => true as const), outOfPatience])
  clearTimeout(timer)
  for (const { abandon } of servers) abandon()
  return isDone
}
