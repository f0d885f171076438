import { storeFailure } from '@guichet/runtime'
import type { Connections } from './connections.ts'
import { inWords } from './place.ts'

/** Rejects where a copy into the schema was not finished: half of a store must not be taken for one. */
export const refuseUnfinished = async (connections: Connections, schema: string): Promise<void> => {
  if ((await noteIn(connections, schema)) !== null)
    throw storeFailure(
      'unsuitable',
      `${inWords(connections.place)}: a copy into it was not finished. Run guichet copy once more, or drop the schema.`,
    )
}

/** What was noted of a copy that was begun and not finished. */
export const noteIn = async ({ query }: Connections, schema: string): Promise<string | null> => {
  const { rows: found } = await query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    `${schema}.unfinished_copy`,
  ])
  if (found[0]?.found !== true) return null
  const { rows } = await query<{ note: string }>(`SELECT note FROM ${schema}.unfinished_copy`)
  return rows[0]?.note ?? null
}
