import type { Loaded, Wanted } from '@guichet/runtime'
import { intentKeyColumns } from './columns.ts'
import type { Connections } from './connections.ts'

/** Reads what is wanted in one round trip. The function gives JSON in the shape of `Loaded`. */
export const loadFrom = async ({ query }: Connections, schema: string, wanted: Wanted): Promise<Loaded> => {
  const { rows } = await query<{ loaded: Loaded }>(
    `SELECT ${schema}.load_wanted($1, $2, $3, $4, $5) AS loaded`,
    [
      wanted.threads.map(({ phoneNumberId, customer, known }) => ({
        phone_number_id: phoneNumberId,
        id: customer,
        ...known,
      })),
      wanted.intents.map(intentKeyColumns),
      wanted.intentIds.map((id) => ({ id })),
      wanted.phoneNumbers.map((id) => ({ id })),
      wanted.tombstones.map((digest) => ({ digest })),
    ].map((keys) => JSON.stringify(keys)),
  )
  return rows[0]?.loaded ?? nothing
}

const nothing: Loaded = {
  threads: [],
  unchanged: [],
  intents: [],
  phoneNumbers: [],
  tombstones: [],
  templates: 0,
  sends: 0,
}
