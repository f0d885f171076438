import { expect } from 'vitest'
import { startRunning, type Ran, type Running, type World } from './run.ts'
import { until } from './until.ts'

/** An import that follows a feed, and says up to which line all is durable. */
export interface Following extends Running {
  /** Resolves once that many lines are durable. */
  readonly durable: (lines: number) => Promise<void>
  /** Resolves once it has finished by itself. */
  readonly end: () => Promise<Ran>
}

export const following = (
  store: string,
  file: string,
  options: readonly string[] = [],
  world: World = {},
): Following => {
  const args = ['import', '--store', store, '--follow', '--acknowledge', ...options, file]
  const running = startRunning(args, world)
  return {
    ...running,
    durable: (lines) => until(() => durableLines(running.output()).includes(lines)),
    end: () => running.ended,
  }
}

/** The lines up to which all was durable, one after the other. */
export const durableLines = (output: string): readonly number[] =>
  output
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const told: { readonly durable: { readonly line: number } } = JSON.parse(line)
      return told.durable.line
    })

/** Ends it, and expects that all was read. */
export const stopped = async (feed: Following): Promise<Ran> => {
  const ran = await feed.stop()
  expect(ran.code, ran.stderr).toBe(0)
  return ran
}
