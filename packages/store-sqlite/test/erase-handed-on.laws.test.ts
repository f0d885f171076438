import { test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { expectNoFaults } from '../../runtime/test/support/erased.ts'
import { handedOn } from '../../runtime/test/support/handed-on.ts'
import { sqliteStore } from '../src/index.ts'
import { withFile } from './support/folder.ts'

test('an erasure on SQLite leaves what the others would have if the erased had never been there', async () => {
  await holdsLater(
    handedOn,
    (given) =>
      withFile(async (path) => {
        const store = await sqliteStore({ path, thread: 'caller' })
        try {
          await expectNoFaults(given, store)
          return true
        } finally {
          await store.close()
        }
      }),
    10,
  )
})
