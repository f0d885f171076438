import { noChange } from '@guichet/runtime'
import { postgresStore } from '@guichet/store-postgres'

const [url, schema, customer] = process.argv.slice(2)
const store = await postgresStore({ url, schema })
const row = {
  phoneNumberId: '1',
  customer,
  aliases: [],
  revision: 1,
  length: 0,
  newest: 0,
  windowClosesAt: null,
  replyBy: null,
  closedByMeta: null,
}
const threads = [{ row, expected: 0, events: [], snapshot: null }]
process.stdout.write(await store.commit({ ...noChange, threads }))
await store.close()
