import { keyOf, readThread, type ThreadKey } from '../model/thread.ts'
import { fieldsOf } from '../model/json.ts'
import type { Client } from '../server/client.ts'
import { plainly } from '../words/text.ts'

/** The result of a search on the server: a thread, or the reason why none was found. */
export type LookedUp = { readonly found: ThreadKey } | { readonly words: string }

/** Requests threads from the server, one after the other, until one exists. */
export const lookUp = async (
  typed: string,
  among: readonly ThreadKey[],
  client: Client,
): Promise<LookedUp> => {
  if (among.length === 0)
    return { words: 'No phone number is known yet. Search for PHONE-NUMBER-ID/CUSTOMER instead.' }
  for (const key of among) {
    const reply = await client.get(`/threads/${keyOf(key)}`)
    if (reply.is === 'ok') {
      const thread = readThread(fieldsOf(reply.body))
      return { found: thread ?? key }
    }
    if (reply.is === 'failed') return { words: `The search failed: ${reply.reason}.` }
  }
  return { words: `The server has no thread of “${plainly(typed)}”.` }
}
