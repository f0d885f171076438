import type { Connections } from './connections.ts'

/** Writes one row that is always there, for good: a new version of it, which takes the place of an older one. */
export const prove = async ({ query }: Connections, schema: string): Promise<void> => {
  await query(
    `UPDATE ${schema}.version SET migrated_at = migrated_at
      WHERE version = (SELECT max(version) FROM ${schema}.version)`,
  )
}
