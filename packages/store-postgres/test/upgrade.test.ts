import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { test } from 'vitest'
import { earlierReleases, expectAllThere, releases } from '../../end-to-end/test/support/earlier-release.ts'
import { postgresStore } from '../src/index.ts'
import { withClient } from './support/places.ts'
import { withServer } from './support/suite.ts'

withServer('a store that an earlier release wrote', (url) => {
  test.each(releases)('%s: nothing is lost, and nothing is sent twice', async (release) => {
    const events = readFileSync(join(earlierReleases, release, 'events.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
    const dump = gunzipSync(readFileSync(join(earlierReleases, release, 'postgres.sql.gz'))).toString()
    await inNewDatabase(url, async (own) => {
      await withClient(own, (client) => client.query(dump))
      await expectAllThere(() => postgresStore({ url: own }), events)
    })
  })
})

/** A dump names its schema, so it gets a database of its own. */
const inNewDatabase = async (url: string, use: (own: string) => Promise<void>): Promise<void> => {
  const name = `upgrade_${randomUUID().replaceAll('-', '')}`
  const own = new URL(url)
  own.pathname = name
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`))
  try {
    await use(own.href)
  } finally {
    await withClient(url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
  }
}
