import { commitChange } from './commit-change.ts'
import { eraseCustomer } from './erase-customer.ts'
import { hold } from './hold.ts'
import { jobs } from './jobs.ts'
import { loadWanted } from './load-wanted.ts'
import { loadUnlessKnown } from './load-unless-known.ts'
import { members } from './members.ts'
import { moveStream } from './move-stream.ts'
import { sends } from './sends.ts'
import { tables } from './tables.ts'
import { waits } from './waits.ts'

/**
 * What leads from each version to the next, given the quoted name of the schema. A released one never
 * changes: what is to be otherwise is a further one. Processes of the version before still use what a
 * migration leaves, so a function with other parameters is another function.
 */
export const migrations: readonly ((schema: string) => string)[] = [
  (schema) =>
    [
      tables,
      hold(schema, 1),
      moveStream(schema, 1),
      commitChange(schema, 1),
      loadWanted(schema),
      eraseCustomer(schema, 1),
    ].join('\n'),
  // Intents are found under every id of their customer, so those of version 1 may stay where they are.
  (schema) => [hold(schema, 2), moveStream(schema, 2), commitChange(schema, 2)].join('\n'),
  (schema) => loadUnlessKnown(schema, 3),
  (schema) => [sends(schema), loadUnlessKnown(schema, 4)].join('\n'),
  () => 'CREATE INDEX findings_by_code ON findings (code, at, phone_number_id, customer, message);',
  () => members,
  (schema) => [jobs(schema), eraseCustomer(schema, 7)].join('\n'),
  (schema) => [waits, commitChange(schema, 8), loadUnlessKnown(schema, 8)].join('\n'),
]
