import { test } from 'vitest'
import { plausible } from '../../laws/src/generators/plausible.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { answersLikeTheFold, recent, undisputed } from '../../runtime/test/support/fold.ts'
import { sqliteStore } from '../src/index.ts'
import { withFile } from './support/folder.ts'

test('shuffled and repeated webhooks on SQLite, by two processes at once, come to what the pure fold does', async () => {
  await holdsLater(
    recent(undisputed(plausible)),
    (story) =>
      withFile(async (path) => {
        const handles = [
          await sqliteStore({ path, thread: 'own' }),
          await sqliteStore({ path, thread: 'caller' }),
        ]
        try {
          return await answersLikeTheFold(story, { atOnce: true, cachedThreads: 3, handles })
        } finally {
          for (const handle of handles) await handle.close()
        }
      }),
    10,
  )
})
