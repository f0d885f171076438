import { InvalidArgumentError } from 'commander'
import type { LogEntry } from '@guichet/http'
import type { Environment } from './settings.ts'

export type LogLevel = LogEntry['level']

/** From the least to the most important. */
export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

const hint = `write one of ${logLevels.join(', ')}`

/** Reads the least level to log. */
export const logLevel = (text: string): LogLevel => {
  const level = logLevels.find((known) => known === text.trim().toLowerCase())
  if (level === undefined) throw new InvalidArgumentError(hint)
  return level
}

/**
 * The level from the option, else from `GUICHET_LOG_LEVEL`, else `info`. Throws a readable error for another
 * text.
 */
export const logLevelBy = (option: LogLevel | null, environment: Environment): LogLevel => {
  const text = environment['GUICHET_LOG_LEVEL']?.trim() ?? ''
  if (option !== null || text === '') return option ?? 'info'
  try {
    return logLevel(text)
  } catch {
    throw new Error(`GUICHET_LOG_LEVEL: ${hint}`)
  }
}
