import type { Writable } from 'node:stream'
import { toIso } from '@guichet/core'
import type { Log } from '@guichet/http'
import { logLevels, type LogLevel } from './log-level.ts'

/** Writes each entry of that level or above as one JSON object a line. */
export const logTo = (stream: Writable, least: LogLevel = 'info'): Log => {
  const written = new Set(logLevels.slice(logLevels.indexOf(least)))
  return ({ at, level, event, ...fields }) => {
    if (written.has(level)) stream.write(`${JSON.stringify({ at: toIso(at), level, event, ...fields })}\n`)
  }
}
