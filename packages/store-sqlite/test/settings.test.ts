import { describe, expect, it } from 'vitest'
import { migrations } from '../src/schema.ts'
import { openSession } from '../src/session.ts'
import { withFile } from './support/folder.ts'

/** What SQLite answers in a session of its own. */
const answers = (sql: string): Promise<readonly unknown[]> =>
  withFile(async (path) => {
    const session = await openSession({ path, migrations, busyTimeout: 0 })
    const found = await session.read(({ rows }) => rows(sql).flat())
    await session.close()
    return found
  })

describe('a session', () => {
  it.each([
    ['waits for the disk at every commit (2 is FULL)', 'pragma synchronous', 2],
    ['writes to a log', 'pragma journal_mode', 'wal'],
    ['overwrites what is deleted', 'pragma secure_delete', 1],
    ['does not wait within SQLite', 'pragma busy_timeout', 0],
  ])('%s', async (_, sql, answer) => expect(await answers(sql)).toEqual([answer]))

  it('keeps only open intents in the index of the open ones', async () =>
    expect(
      await answers("select partial from pragma_index_list('intents') where name = 'intents_open'"),
    ).toEqual([1]))
})
