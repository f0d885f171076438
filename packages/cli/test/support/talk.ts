import { expect } from 'vitest'
import { thread } from './events.ts'
import { run } from './run.ts'

/** A line of the protocol, as text or as what is written. */
export type Line = string | object
type Answer = Readonly<Record<string, unknown>>

export const written = (lines: readonly Line[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')

/** The answers to these lines, one a line. */
export const talk = async (lines: readonly Line[], end = '\n'): Promise<readonly Answer[]> => {
  const { code, stdout, stderr } = await run(['engine'], { stdin: `${written(lines)}${end}` })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout === '' || stdout.endsWith('\n')).toBe(true)
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((answer) => JSON.parse(answer))
}
export const last = async (lines: readonly Line[]): Promise<Answer | undefined> => (await talk(lines)).at(-1)

export const absorb = (event: object): object => ({ op: 'absorb', event })
export const view = (at: string): object => ({ op: 'view', ...thread, at })
export const ask = (at: string, message: object = { kind: 'service' }): object => ({
  op: 'ask',
  ...thread,
  at,
  message,
})
export const refused = (code: string): object => ({
  ok: false,
  error: { code, message: expect.stringMatching(/./) },
})
