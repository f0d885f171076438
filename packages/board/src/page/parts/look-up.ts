import { keyOf, readThread, type ThreadKey } from '../model/thread.ts'
import { fieldsOf } from '../model/json.ts'
import type { Client } from '../server/client.ts'
import { plainly } from '../words/text.ts'

/** What a search on the server found: a thread, or words that say why not. */
export type LookedUp = { readonly found: ThreadKey } | { readonly words: string }

/** Asks the server for threads, one after the other, until it knows one. */
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
    if (reply.is === 'failed') return { words: `It could not be looked up: ${reply.reason}.` }
  }
  return { words: `The server knows nothing of “${plainly(typed)}”.` }
}
