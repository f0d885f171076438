import { InvalidArgumentError } from 'commander'
import type { Duration } from '@guichet/core'
import type { Environment } from './settings.ts'

const most = 3600

/** Reads a number of seconds from 0 to 3600. */
export const seconds = (text: string): number => {
  const read = /^\d{1,4}$/.test(text) ? Number(text) : NaN
  if (!(read <= most)) throw new InvalidArgumentError(`write a whole number of seconds from 0 to ${most}`)
  return read
}

/**
 * The duration from the option, else from the variable, else the default. Throws a readable error for another
 * text.
 */
export const secondsBy = (
  option: number | null,
  environment: Environment,
  variable: string,
  usual: number,
): Duration => {
  const text = environment[variable]?.trim() ?? ''
  if (option !== null) return option * 1000
  if (text === '') return usual * 1000
  try {
    return seconds(text) * 1000
  } catch {
    throw new Error(`${variable}: write a whole number of seconds from 0 to ${most}`)
  }
}
