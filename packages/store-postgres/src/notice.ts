import { createHash } from 'node:crypto'
import { isRecord } from './is-record.ts'
import type { Changed } from '@guichet/runtime'

/** The name under which the processes on a schema notify each other; it fits whatever the schema is called. */
export const channelOf = (schema: string): string =>
  `guichet_${createHash('sha256').update(schema).digest('hex').slice(0, 32)}`

/** PostgreSQL takes less than 8000 bytes. */
const longest = 7_900

/** What is sent with a commit: who commits, and what changed; too much to name is told as `reload`. */
export const noticeOf = (from: string, changes: readonly Changed[]): string | null => {
  if (changes.length === 0) return null
  const text = JSON.stringify({ from, changes })
  return Buffer.byteLength(text) <= longest ? text : JSON.stringify({ from, changes: [{ is: 'reload' }] })
}

/** What another process says that it changed; nothing where it is our own word, `reload` where it cannot be read. */
export const heardIn = (text: string, own: string): readonly Changed[] => {
  try {
    const notice: unknown = JSON.parse(text)
    if (!isRecord(notice) || !Array.isArray(notice['changes'])) return [{ is: 'reload' }]
    return notice['from'] === own ? [] : notice['changes'].map(changedIn)
  } catch {
    return [{ is: 'reload' }]
  }
}

const changedIn = (given: unknown): Changed => {
  if (!isRecord(given)) return { is: 'reload' }
  const { is, phoneNumberId, customer } = given
  if (is === 'thread' && typeof phoneNumberId === 'string' && typeof customer === 'string')
    return { is, phoneNumberId, customer }
  return is === 'intents' || is === 'templates' ? { is } : { is: 'reload' }
}
