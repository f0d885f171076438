import { InvalidArgumentError } from 'commander'
import type { LogEntry } from '@guichet/http'
import type { Environment } from './settings.ts'

export type LogLevel = LogEntry['level']

/** From what is of little interest to what somebody has to look at. */
export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

const hint = `write one of ${logLevels.join(', ')}`

/** Reads the least level that is written. */
export const logLevel = (text: string): LogLevel => {
  const level = logLevels.find((one) => one === text.trim().toLowerCase())
  if (level === undefined) throw new InvalidArgumentError(hint)
  return level
}

/** The level that an option names, else `GUICHET_LOG_LEVEL`, else `info`. Throws in words for another text. */
export const logLevelBy = (option: LogLevel | null, environment: Environment): LogLevel => {
  const text = environment['GUICHET_LOG_LEVEL']?.trim() ?? ''
  if (option !== null || text === '') return option ?? 'info'
  try {
    return logLevel(text)
  } catch {
    throw new Error(`GUICHET_LOG_LEVEL: ${hint}`)
  }
}
