import { templateCount } from '../load.ts'
import type { Change } from '@guichet/runtime'
import type { Connection } from '../connection.ts'
import type { Step } from './step.ts'

const revisionOfThread = 'select revision from threads where phone_number_id = ? and customer = ?'
const threadOfId = `
  select 1 from ids join threads
    on threads.phone_number_id = ids.phone_number_id and threads.customer = ids.customer
  where ids.phone_number_id = ? and ids.id = ?`
const instantOfTombstone = 'select at from tombstones where digest = ?'

/** Is what was only read still as it was? */
export const isAsExpected: Step = (connection, change) =>
  areThreadsAsExpected(connection, change) &&
  (change.expectedTemplates === null || templateCount(connection) === change.expectedTemplates) &&
  areTombstonesAsExpected(connection, change)

const areThreadsAsExpected = (connection: Connection, { expectedThreads }: Change): boolean =>
  expectedThreads.every(({ phoneNumberId, customer, expected }) => {
    const [row] = connection.rows(revisionOfThread, [phoneNumberId, customer])
    if (expected === 0 && connection.rows(threadOfId, [phoneNumberId, customer]).length > 0) return false
    return (row?.[0] ?? 0) === expected
  })

const areTombstonesAsExpected = (connection: Connection, { expectedTombstones }: Change): boolean =>
  expectedTombstones.every(({ digest, at }) => {
    const [row] = connection.rows(instantOfTombstone, [digest])
    return (row?.[0] ?? null) === at
  })
