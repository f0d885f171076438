import { test } from 'vitest'
import { plausible } from '../../laws/src/generators/plausible.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { answersLikeTheFold, recent, undisputed } from '../../runtime/test/support/fold.ts'
import { newSchema, withStores } from './support/places.ts'
import { withServer } from './support/suite.ts'

withServer('the runtime on PostgreSQL', (url) => {
  test('shuffled and repeated webhooks, by two processes at once, come to what the pure fold does', async () => {
    await holdsLater(
      recent(undisputed(plausible)),
      (story) =>
        withStores({ url, schema: newSchema() }, 2, (handles) =>
          answersLikeTheFold(story, { atOnce: true, cachedThreads: 3, handles }),
        ),
      10,
    )
  })
})
