import type { Agenda } from './agenda.ts'

/** How often emulated time follows the clock, in milliseconds. */
const beat = 50

/** Follows the clock until it is stopped. */
export const keepTime = (current: () => Agenda): (() => Promise<void>) => {
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const tick = async (): Promise<void> => {
    const agenda = current()
    // A failure of one piece of work must not stop time.
    await agenda.advance(agenda.now()).catch(() => undefined)
    if (!isStopped) timer = setTimeout(next, beat)
  }
  const next = (): void => {
    running = tick()
  }
  next()
  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}
