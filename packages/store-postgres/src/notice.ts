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

/** So many bytes make a notice; PostgreSQL takes less than 8000. */
const longest = 7_900

/**
 * What is sent: who committed where, and what changed, in as few notices as hold it. One change that does not fit
 * into a notice makes all of them one `reload`.
 */
export const noticesOf = (notifier: Notifier, changes: readonly Changed[]): readonly string[] => {
  const start = `${JSON.stringify(notifier).slice(0, -1)},"changes":[`
  const room = longest - bytesOf(start) - bytesOf(']}')
  const packs: { readonly texts: string[]; size: number }[] = []
  for (const text of changes.map((change) => JSON.stringify(change))) {
    const size = bytesOf(text) + 1
    if (size > room) return [`${start}${JSON.stringify({ is: 'reload' })}]}`]
    const last = packs.at(-1)
    if (last === undefined || last.size + size > room) packs.push({ texts: [text], size })
    else {
      last.texts.push(text)
      last.size += size
    }
  }
  return packs.map(({ texts }) => `${start}${texts.join(',')}]}`)
}

const bytesOf = (text: string): number => Buffer.byteLength(text)

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
