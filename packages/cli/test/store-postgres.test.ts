import { expect, test } from 'vitest'
import { withOwnServer } from '../../store-postgres/test/support/suite.ts'
import { bakery, bakeryPath } from './support/bakery.ts'
import { temporaryFolder } from './support/folder.ts'
import { run } from './support/run.ts'
import { auditStore, exported, importing, newStores } from './support/stores.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)

await withOwnServer('a store in PostgreSQL', ({ url }) => {
  test('holds what one in SQLite does, and gives the same answers', async () => {
    const file = newStore()
    await importing(file, bakery)
    for (const store of [url, file])
      expect(await importing(store, bakery)).toMatchObject({ code: 1, stderr: '' })
    expect(await exported(url)).toBe(await exported(file))
    expect(await auditStore(url)).toEqual(await auditStore(file))
    const asking = ['--phone', '100000000000002', '--customer', '33639980002', '--send', 'service']
    const ask = (...by: readonly string[]): ReturnType<typeof run> =>
      run(['ask', ...asking, '--at', '2026-09-30T10:00:00Z', ...by])
    expect(await ask('--store', url)).toEqual({ ...(await ask('--log', bakeryPath)), stderr: '' })
    const { stdout } = await run(['erase', '--store', url, '--customer', '33639980002'])
    expect(stdout).toMatch(/^Erased /)
  })
})
