import { expect, test } from 'vitest'
import { HOUR, type Event } from '@guichet/core'
import { bodyOf, start as noon, worldOf } from '../../runtime/test/support/world.ts'
import { postgresStore } from '../src/index.ts'
import { newSchema } from './support/places.ts'
import { withOwnServer } from './support/suite.ts'

const spoken = (id: string, customer: string): Event => ({
  type: 'customer-messaged',
  id,
  at: noon - HOUR,
  kind: 'text',
  phoneNumberId: '100',
  customer,
})

await withOwnServer('the runtime on a server', ({ url, start, stop }) => {
  test('that crashes under load loses nothing that it acknowledged, and works on when it is back', async () => {
    const options = { url, schema: newSchema() }
    const { runtime, store, dispatched } = worldOf({ store: await postgresStore(options), largestBatch: 20 })
    const acknowledged: string[] = []
    const failures: string[] = []
    const bodies = new Map<string, string>()
    const receive = async (id: string, customer: string): Promise<void> => {
      const body = bodyOf([spoken(id, customer)])
      bodies.set(id, body)
      await runtime.receive(body).then(
        () => acknowledged.push(id),
        ({ kind }: { kind: string }) => failures.push(kind),
      )
    }
    for (let index = 0; index < 40; index++) await receive(`first${index}`, `c${index % 7}`)
    const underLoad = Array.from({ length: 400 }, (_, index) => receive(`load${index}`, `c${index % 7}`))
    await Promise.race(underLoad)
    stop('immediate')
    await Promise.all(underLoad)
    expect(new Set(failures)).toEqual(new Set(['unavailable']))
    const hello = {
      phoneNumberId: '100',
      recipient: 'c0',
      content: { kind: 'service' },
      body: {},
      key: 'k',
    } as const
    await expect(runtime.send(hello)).rejects.toMatchObject({ kind: 'unavailable' })
    expect(dispatched).toEqual([])

    await start()
    const journal = new Set((await store.journal({ after: null, limit: 1_000 })).map(({ body }) => body))
    expect(acknowledged.filter((id) => !journal.has(bodies.get(id) ?? ''))).toEqual([])
    // A sender without an answer delivers again, and then each is there once.
    for (const [id, body] of bodies) if (!acknowledged.includes(id)) await runtime.receive(body)
    const stored = (await store.allEvents({ after: null, limit: 1_000 })).map(({ text }) =>
      String(JSON.parse(text).id),
    )
    expect(stored.sort()).toEqual([...bodies.keys()].sort())
    expect(await runtime.send(hello)).toMatchObject({ outcome: 'accepted' })
    await runtime.close()
  })
})
