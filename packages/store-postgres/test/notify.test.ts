import { expect, test } from 'vitest'
import { channel } from '../src/notice.ts'
import { postgresStoreWith } from '../src/postgres-store.ts'
import { changeOf, makeThreads, phoneNumberId, threadPart, upTo } from './support/changes.ts'
import { handTimer } from './support/hand-timer.ts'
import { hearing } from './support/hearing.ts'
import { newSchema, withClient, withStores } from './support/places.ts'
import { withOwnServer, withServer } from './support/suite.ts'

const customers = upTo(300).map((index) => `customer ${index}`)

withServer('notifying the others', (url) => {
  test('of a burst of commits takes a few notices, and all threads are told', () =>
    withClient(url, async (client) => {
      const schema = newSchema()
      let notices = 0
      client.on('notification', ({ payload = '' }) => (notices += payload.includes(schema) ? 1 : 0))
      await client.query(`LISTEN ${channel}`)
      await withStores({ url, schema }, 1, async ([listener = expect.unreachable()]) => {
        const [hand, heard] = [handTimer(), hearing()]
        const store = await postgresStoreWith({ url, schema }, hand.timer)
        const end = listener.listen(heard.hear)
        await heard.next('reload')
        const outcomes = await Promise.all(
          customers.map((customer) => store.commit(changeOf({ threads: [threadPart(customer, 1)] }))),
        )
        expect(outcomes).toEqual(customers.map(() => 'committed'))
        // Nothing more goes out before the timer rings. Closing sends what is left.
        await store.close()
        await heard.allOf(customers)
        await client.query('SELECT 1')
        expect(notices).toBeGreaterThan(1)
        expect(notices).toBeLessThan(customers.length / 20)
        end()
      })
    }))

  test('goes on when the pause is over', () =>
    withStores({ url, schema: newSchema() }, 2, async ([listener, store]) => {
      const heard = hearing()
      const end = listener?.listen(heard.hear)
      await heard.next('reload')
      for (const customer of customers.slice(0, 30))
        await makeThreads(store ?? expect.unreachable(), [customer])
      await heard.allOf(customers.slice(0, 30))
      end?.()
    }))

  test('takes place also of a commit that was under way when the store was closed', async () => {
    const schema = newSchema()
    await withStores({ url, schema }, 2, async ([listener, store]) => {
      const heard = hearing()
      const end = listener?.listen(heard.hear)
      await heard.next('reload')
      const made = makeThreads(store ?? expect.unreachable(), ['anna'])
      await store?.close()
      await made
      await heard.allOf(['anna'])
      end?.()
    })
  })
})

await withOwnServer('a server that lets nobody notify', (server) => {
  test('stores what is committed, and the others are notified of it once it does', async () => {
    await withClient(server.url, async (client) => {
      await client.query('REVOKE EXECUTE ON FUNCTION pg_notify(text, text) FROM PUBLIC')
      await client.query(`CREATE ROLE clerk LOGIN PASSWORD 'clerk'`)
      await client.query(
        `GRANT CREATE ON DATABASE ${client.escapeIdentifier(client.database ?? '')} TO clerk`,
      )
      const url = Object.assign(new URL(server.url), { username: 'clerk', password: 'clerk' }).href
      const [schema, hand] = [newSchema(), handTimer()]
      const clerk = await postgresStoreWith({ url, schema }, hand.timer)
      await withStores({ url: server.url, schema }, 1, async ([listener = expect.unreachable()]) => {
        const heard = hearing()
        const end = listener.listen(heard.hear)
        await heard.next('reload')
        await makeThreads(clerk, ['anna', 'bela'])
        expect(await clerk.threads({ after: null, limit: 9 })).toHaveLength(2)
        await clerk.erase({ threads: [{ phoneNumberId, customer: 'cleo' }], ids: [], tombstones: [] })
        await client.query('GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO clerk')
        await clerk.close()
        await heard.allOf(['anna', 'bela', 'cleo'])
        end()
      })
    })
  })
})
