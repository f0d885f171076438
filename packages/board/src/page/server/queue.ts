/**
 * Runs jobs a few at a time, the newest first: while a user scrolls, visible threads come before passed ones.
 * A job has a name, and waits only once.
 */
export interface Queue {
  readonly add: (name: string, job: () => Promise<void>) => void
  readonly clear: () => void
}

export const queueOf = (atOnce: number): Queue => {
  const waiting = new Map<string, () => Promise<void>>()
  let running = 0
  const next = (): void => {
    while (running < atOnce) {
      const last = [...waiting].at(-1)
      if (last === undefined) return
      const [name, job] = last
      waiting.delete(name)
      running += 1
      void job().finally(() => {
        running -= 1
        next()
      })
    }
  }
  return {
    add: (name, job) => {
      waiting.delete(name)
      waiting.set(name, job)
      next()
    },
    clear: () => waiting.clear(),
  }
}
