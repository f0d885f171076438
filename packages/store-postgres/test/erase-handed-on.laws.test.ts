import { test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { expectNoFaults } from '../../runtime/test/support/erased.ts'
import { handedOn } from '../../runtime/test/support/handed-on.ts'
import { newSchema, withStores } from './support/places.ts'
import { withServer } from './support/suite.ts'

withServer('an erasure on PostgreSQL', (url) => {
  test('leaves what the others would have if the erased had never been there', async () => {
    await holdsLater(
      handedOn,
      (given) =>
        withStores({ url, schema: newSchema() }, 1, async ([store]) => {
          if (store === undefined) throw new Error('No store was opened.')
          await expectNoFaults(given, store)
          return true
        }),
      10,
    )
  })
})
