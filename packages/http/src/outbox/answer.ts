import type { OutboxEntry } from '@guichet/runtime'
import { graphAnswer } from '../connection/graph-error.ts'
import { replayHeader } from '../sending/headers.ts'
import { entryToJson } from './json.ts'

/** Where an entry of the outbox is found. */
const addressOfEntry = ({ id }: OutboxEntry): string => `/outbox/${id}`

/** The answer of the standard API to a message that is sent later. */
export const keptAnswer = (entry: OutboxEntry, isReplay: boolean): Response =>
  Response.json(entryToJson(entry), { status: 202, headers: headersOf(entry, isReplay) })

/** The same in the shape of the Cloud API: a client of it finds an id, which is no wamid yet. */
export const keptGraphAnswer = (entry: OutboxEntry, isReplay: boolean, input: string): Response =>
  graphAnswer(
    202,
    {
      messaging_product: 'whatsapp',
      contacts: [{ input, wa_id: input.replace(/^\+/, '') }],
      messages: [{ id: `guichet.outbox.${entry.id}`, message_status: 'held' }],
      guichet: { outbox: entryToJson(entry) },
    },
    headersOf(entry, isReplay),
  )

const headersOf = (entry: OutboxEntry, isReplay: boolean): Readonly<Record<string, string>> => ({
  location: addressOfEntry(entry),
  'cache-control': 'no-store',
  ...replayHeader(isReplay),
})
