import { postgresStore } from '@guichet/store-postgres'
import pg from 'pg'
import { timeAsync } from '../measure.ts'
import { receiveAll, receiver } from './receiver.ts'

/** Runs in a schema that is gone afterwards. */
const inSchema = async <Result>(url: string, work: (schema: string) => Promise<Result>): Promise<Result> => {
  const schema = `guichet_bench_${process.pid}_${Date.now()}`
  try {
    return await work(schema)
  } finally {
    await withClient(url, (client) => client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`))
  }
}

const withClient = async <Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Milliseconds for each webhook that Guichet takes in durably, in a new schema. */
export const durablePostgres = (url: string, bodies: readonly string[]): Promise<number> =>
  inSchema(url, async (schema) => {
    const subject = receiver(await postgresStore({ url, schema }))
    const cost = await timeAsync(() => receiveAll(subject, bodies))
    await subject.close()
    return cost / bodies.length
  })

/** Milliseconds for each body that a bare loop inserts and commits by itself, as durably. */
export const barePostgres = (url: string, bodies: readonly string[]): Promise<number> =>
  inSchema(url, (schema) =>
    withClient(url, async (client) => {
      await client.query(`CREATE SCHEMA "${schema}"`)
      await client.query(`CREATE TABLE "${schema}".webhooks (id bigserial PRIMARY KEY, body text NOT NULL)`)
      const cost = await timeAsync(async () => {
        for (const body of bodies)
          await client.query({
            name: 'insert',
            text: `INSERT INTO "${schema}".webhooks (body) VALUES ($1)`,
            values: [body],
          })
      })
      return cost / bodies.length
    }),
  )
