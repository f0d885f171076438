import type {
  EventRow,
  JournalEntry,
  PhoneNumberRow,
  PlacedEvent,
  SendRow,
  Store,
  TemplateRow,
  ThreadRow,
} from '@guichet/runtime'
import { downwards, upwards } from './bounds.ts'
import { threadColumnList } from './column-lists.ts'
import type { Connections } from './connections.ts'

type Pages = Pick<
  Store,
  'events' | 'templates' | 'sends' | 'phoneNumbers' | 'threads' | 'journal' | 'allEvents'
>

/** Whole tables, page by page in the order of an index. */
export const pagesOf = ({ query }: Connections, schema: string): Pages => ({
  events: async ({ phoneNumberId, customer }, { after, limit }) => {
    const { rows } = await query<EventRow>(
      `SELECT ordinal, recorded_at AS "recordedAt", text FROM ${schema}.events
        WHERE phone_number_id = $2 AND customer = $3 AND ordinal > $4 ORDER BY ordinal LIMIT $1`,
      [upwards(limit), phoneNumberId, customer, downwards(after)],
    )
    return rows
  },
  templates: async ({ after, limit }) => {
    const { rows } = await query<TemplateRow>(
      `SELECT ordinal, recorded_at AS "recordedAt", text FROM ${schema}.templates
        WHERE ordinal > $2 ORDER BY ordinal LIMIT $1`,
      [upwards(limit), downwards(after)],
    )
    return rows
  },
  sends: async ({ after, limit }) => {
    const { rows } = await query<SendRow>(
      `SELECT phone_number_id AS "phoneNumberId", id, text FROM ${schema}.sends
        ${after === null ? '' : 'WHERE (phone_number_id, id) > ($2, $3)'}
        ORDER BY phone_number_id, id LIMIT $1`,
      [upwards(limit), ...(after === null ? [] : [after.phoneNumberId, after.id])],
    )
    return rows
  },
  phoneNumbers: async () => {
    const { rows } = await query<PhoneNumberRow>(
      `SELECT id, revision, accounts::json AS accounts FROM ${schema}.phone_numbers ORDER BY id`,
    )
    return rows
  },
  threads: async ({ after, limit }) => {
    const { rows } = await query<ThreadRow>(
      `SELECT ${threadColumnList} FROM ${schema}.threads
        ${after === null ? '' : 'WHERE (phone_number_id, customer) > ($2, $3)'}
        ORDER BY phone_number_id, customer LIMIT $1`,
      [upwards(limit), ...(after === null ? [] : [after.phoneNumberId, after.customer])],
    )
    return rows
  },
  journal: async ({ after, limit }) => {
    const { rows } = await query<JournalEntry>(
      `SELECT id, received_at AS "receivedAt", body FROM ${schema}.journal
        ${after === null ? '' : 'WHERE (received_at, id) > ($2, $3)'}
        ORDER BY received_at, id LIMIT $1`,
      [upwards(limit), ...(after === null ? [] : [downwards(after.receivedAt), after.id])],
    )
    return rows
  },
  allEvents: async ({ after, limit }) => {
    const { rows } = await query<PlacedEvent>(
      `SELECT phone_number_id AS "phoneNumberId", customer, ordinal, recorded_at AS "recordedAt", text
        FROM ${schema}.events
        ${after === null ? '' : 'WHERE (recorded_at, phone_number_id, customer, ordinal) > ($2, $3, $4, $5)'}
        ORDER BY recorded_at, phone_number_id, customer, ordinal LIMIT $1`,
      [
        upwards(limit),
        ...(after === null
          ? []
          : [downwards(after.recordedAt), after.phoneNumberId, after.customer, downwards(after.ordinal)]),
      ],
    )
    return rows
  },
})
