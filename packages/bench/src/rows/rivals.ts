import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import type { Event } from '@guichet/core'

/** What others wrote stands in a folder of its own, whose dependencies are installed when the benchmarks run. */
const rivalsFolder: string = fileURLToPath(new URL('../../rivals', import.meta.url))

const load = <Module>(name: string): Promise<Module> =>
  import(pathToFileURL(join(rivalsFolder, `${name}.mjs`)).href)

export interface States {
  readonly absorbByXState: (events: readonly Event[]) => number
  /** A store in which these events are; gives what takes in one more. */
  readonly reduxStore: (events: readonly Event[]) => (event: Event) => void
}

export interface Rules {
  readonly rulesEngine: () => (facts: Readonly<Record<string, number>>) => Promise<readonly string[]>
}

export interface Bodies {
  readonly readers: Readonly<Record<string, (text: string) => number>>
}

export const loadStates = (): Promise<States> => load('states')
export const loadRules = (): Promise<Rules> => load('rules')
export const loadBodies = (): Promise<Bodies> => load('bodies')
