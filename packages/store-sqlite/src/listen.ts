import type { Changed, Store } from '@guichet/runtime'
import type { FileCalls } from './file-store.ts'

/** How often the file is looked at while somebody listens, in milliseconds. */
const interval = 500

/**
 * Hears of other processes by the file's version, for SQLite sends no word: a look at a number twice a second,
 * and only while somebody listens. It tells that something changed, not what.
 */
export const listenTo =
  ({ dataVersion }: Pick<FileCalls, 'dataVersion'>): Store['listen'] =>
  (listener: (changed: Changed) => void) => {
    let known: number | null = null
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined

    const look = async (): Promise<void> => {
      const version = await dataVersion().catch(() => null)
      if (isOver) return
      // A change before the first look is announced, too: no listener knows it yet.
      if (version !== null && version !== known) {
        known = version
        listener({ is: 'reload' })
      }
      if (isOver) return
      timer = setTimeout(() => void look(), interval)
      timer.unref()
    }
    void look()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }
