import { unwatchFile, watchFile } from 'node:fs'
import { isLeft } from '@guichet/core'
import type { Log } from '@guichet/http'
import type { Config } from '../config/config.ts'
import { configProblemsInWords } from '../config/read.ts'
import type { Reading } from '../config/shape.ts'

export interface ReloadingInput {
  readonly read: () => Promise<Reading<Config>>
  /** Serves it from now on; rejects, and changes nothing, where it cannot. */
  readonly replace: (config: Config) => Promise<void>
  /** Every file that the configuration in use was read from. */
  readonly files: readonly string[]
  readonly log: Log
  readonly now: () => number
}

/** Reads a configuration again, on request and when one of its files changes. */
export interface Reloading {
  /** Reads it again, soon; several requests at once are one. */
  readonly ask: () => void
  readonly stop: () => void
}

/** How often files are looked at, in milliseconds. Those of a mounted volume tell nothing when they change. */
const interval = 1_000

/** Begins to watch. A configuration that cannot be used is logged, and the one before stays in use. */
export const reloading = ({ read, replace, files, log, now }: ReloadingInput): Reloading => {
  let watched: readonly string[] = []
  let state: 'idle' | 'reading' | 'asked again' | 'stopped' = 'idle'

  const unwatch = (): void => {
    for (const file of watched) unwatchFile(file, ask)
  }
  const watch = (next: readonly string[]): void => {
    unwatch()
    watched = next
    for (const file of watched) watchFile(file, { interval, persistent: false }, ask)
  }

  const reload = async (): Promise<void> => {
    const config = await read()
    if (isLeft(config)) return refuse(configProblemsInWords(config.left).join('; '))
    watch([...new Set([...files.slice(0, 1), ...config.right.files])])
    try {
      await replace(config.right)
      log({ level: 'info', event: 'configuration in use', at: now(), tenants: config.right.tenants.length })
    } catch (error) {
      refuse(error instanceof Error ? error.message : String(error))
    }
  }

  const refuse = (problems: string): void =>
    log({ level: 'error', event: 'configuration not used', at: now(), problems })

  const run = async (): Promise<void> => {
    state = 'reading'
    await reload().catch((error: unknown) => refuse(error instanceof Error ? error.name : typeof error))
    const next = stateNow()
    if (next === 'asked again') return run()
    if (next === 'reading') state = 'idle'
  }

  // A function, because the compiler does not see that the value can change during an `await`.
  const stateNow = (): typeof state => state

  function ask(): void {
    if (state === 'idle') void run()
    else if (state === 'reading') state = 'asked again'
  }

  watch(files)
  return {
    ask,
    stop: () => {
      state = 'stopped'
      unwatch()
    },
  }
}
