import type { Writable } from 'node:stream'
import { toIso } from '@guichet/core'
import type { Log } from '@guichet/http'

/** Writes each entry as one JSON object a line. */
export const logTo =
  (stream: Writable): Log =>
  ({ at, level, event, ...fields }) => {
    stream.write(`${JSON.stringify({ at: toIso(at), level, event, ...fields })}\n`)
  }
