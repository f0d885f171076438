/** A table that a store keeps, as it is copied to another one. */
export interface CopiedTable {
  readonly name: string
  readonly columns: readonly string[]
  /** What rows are told apart by, and the order in which they are copied. */
  readonly key: readonly string[]
  /** Has it revisions, by which a change is seen that adds no row? */
  readonly hasRevisions: boolean
}

const table = (name: string, key: readonly string[], ...others: readonly string[]): CopiedTable => ({
  name,
  key,
  columns: [...key, ...others],
  hasRevisions: others.includes('revision'),
})

const thread = ['phone_number_id', 'customer']

/**
 * Everything that a store holds. Instants and ordinals are whole numbers, lists of texts are JSON, flags are 0 or 1;
 * all else is text. Tombstones come first: an erased customer is erased before anything else is there.
 */
export const copiedTables: readonly CopiedTable[] = [
  table('tombstones', ['digest'], 'at'),
  table('journal', ['received_at', 'id'], 'body'),
  table(
    'threads',
    thread,
    'aliases',
    'revision',
    'length',
    'newest',
    'window_closes_at',
    'reply_by',
    'closed_by_meta',
    'waiting_since',
    'name',
  ),
  table('snapshots', thread, 'length', 'made_by', 'text'),
  table('events', [...thread, 'ordinal'], 'recorded_at', 'text'),
  table('ids', ['phone_number_id', 'id'], 'customer'),
  table('phone_numbers', ['id'], 'revision', 'accounts'),
  table('templates', ['ordinal'], 'recorded_at', 'text'),
  table(
    'intents',
    ['phone_number_id', 'recipient', 'key'],
    'id',
    'revision',
    'is_open',
    'claimed_at',
    'text',
  ),
  table('claims', [...thread, 'message'], 'month', 'at'),
  table('unread', ['source', 'index'], 'received_at', 'text'),
  table('findings', [...thread, 'message', 'code'], 'at', 'text'),
  table('sends', ['phone_number_id', 'id'], 'text'),
  table(
    'jobs',
    ['place'],
    'id',
    'queue',
    'revision',
    'state',
    'phone_number_id',
    'awaits',
    'due_at',
    'made_at',
    'ended_at',
    'text',
    'payload',
  ),
]
