import { isRecord } from './is-record.ts'
import type { Changed } from '@guichet/runtime'

/** The name under which all processes on a database notify each other. */
export const channel = 'guichet'

/** Who notifies: a store, and the schema on which it is. */
export interface Notifier {
  readonly schema: string
  /** No two stores share it. */
  readonly from: string
}

/** PostgreSQL takes less than 8000 bytes. */
const longest = 7_900

/** What is sent with a commit: who commits where, and what changed; too much to name is told as `reload`. */
export const noticeOf = (notifier: Notifier, changes: readonly Changed[]): string | null => {
  if (changes.length === 0) return null
  const text = JSON.stringify({ ...notifier, changes })
  return Buffer.byteLength(text) <= longest
    ? text
    : JSON.stringify({ ...notifier, changes: [{ is: 'reload' }] })
}

/** What another store on our schema says that it changed; nothing of our own word, `reload` where it cannot be read. */
export const heardIn = (text: string, own: Notifier): readonly Changed[] => {
  try {
    const notice: unknown = JSON.parse(text)
    if (!isRecord(notice) || !Array.isArray(notice['changes'])) return [{ is: 'reload' }]
    const isOthers = notice['schema'] === own.schema && notice['from'] !== own.from
    return isOthers ? notice['changes'].map(changedIn) : []
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
