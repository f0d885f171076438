import type { Change, EventRow, Store } from '@guichet/runtime'
import { expect, test } from 'vitest'
import {
  changeOf,
  makeThreads,
  noon,
  phoneNumberId,
  revisionOf,
  threadPart,
  upTo,
} from './support/changes.ts'
import { newSchema, withStores } from './support/places.ts'
import { withServer } from './support/suite.ts'

const rounds = 6

withServer('several writers', (url) => {
  test('of eight handles that append at once, one wins each round', async () => {
    await withStores({ url, schema: newSchema() }, 8, async (stores) => {
      for (let revision = 1; revision <= rounds; revision += 1) {
        const outcomes = await Promise.all(
          stores.map((store, writer) =>
            store.commit(changeOf({ threads: [threadPart('anna', revision, `writer ${writer}`)] })),
          ),
        )
        const winners = upTo(stores.length).filter((writer) => outcomes[writer] === 'committed')
        expect(winners).toHaveLength(1)
        const [event] = await eventsOf(stores, revision - 1)
        expect(event?.text).toBe(`writer ${winners[0]}`)
      }
    })
  })

  test('eight handles that read, change and try again all get through, one after the other', async () => {
    await withStores({ url, schema: newSchema() }, 8, async (stores) => {
      await Promise.all(stores.map((store, writer) => appendUntilStored(store, writer, rounds)))
      const events = await eventsOf(stores, 1)
      expect(events.map(({ text }) => text).sort()).toEqual(
        stores.flatMap((_, writer) => upTo(rounds).map((round) => `${writer} ${round}`)).sort(),
      )
    })
  })

  test('the same rows in opposite orders deadlock nobody: all are stored', async () => {
    await withStores({ url, schema: newSchema() }, 4, async (stores) => {
      const names = upTo(1500).map((index) => `name ${(index * 7919) % 1500}`)
      for (let round = 0; round < rounds; round += 1) {
        const outcomes = await Promise.all(
          stores.map((store, writer) => store.commit(overlapping(inOrderOf(writer, names), round))),
        )
        expect(outcomes).toEqual(stores.map(() => 'committed'))
      }
    })
  })

  test('decisions upon the same threads in opposite orders deadlock nobody', async () => {
    await withStores({ url, schema: newSchema() }, 4, async (stores) => {
      const names = upTo(1500).map((index) => `name ${(index * 7919) % 1500}`)
      await makeThreads(stores[0] ?? expect.unreachable(), names)
      for (let round = 0; round < rounds; round += 1) {
        const outcomes = await Promise.all(
          stores.map((store, writer) => {
            const keys = inOrderOf(writer, names).map((customer) => ({ phoneNumberId, customer }))
            return store.commit(changeOf({ expectedThreads: keys.map((key) => ({ ...key, expected: 1 })) }))
          }),
        )
        expect(outcomes).toEqual(stores.map(() => 'committed'))
      }
    })
  })

  test('large changes of the same threads in opposite orders: each is stored whole, or not at all', async () => {
    await withStores({ url, schema: newSchema() }, 4, async (stores) => {
      const names = upTo(400).map((index) => `name ${(index * 7919) % 400}`)
      const one = stores[0] ?? expect.unreachable()
      await makeThreads(one, names.slice(0, 200))
      const firstRevision = new Map(names.map((name, index) => [name, index < 200 ? 2 : 1]))
      const outcomes = await Promise.all(
        stores.map((store, writer) => {
          const threads = inOrderOf(writer, names).map((name) =>
            threadPart(name, firstRevision.get(name) ?? 0, `writer ${writer}`),
          )
          return store.commit(changeOf({ threads }))
        }),
      )
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1)
      const stored = await one.allEvents({ after: null, limit: 1000 })
      const winner = `writer ${outcomes.indexOf('committed')}`
      expect(stored.filter(({ text }) => text === winner)).toHaveLength(400)
      expect(stored.filter(({ text }) => text !== winner)).toHaveLength(200)
    })
  })

  test('of two that each found missing what the other makes, one is stored, any number of times', async () => {
    await withStores({ url, schema: newSchema() }, 2, async (stores) => {
      for (let round = 0; round < 30; round += 1) {
        const names = [`anna ${round}`, `bela ${round}`]
        const outcomes = await Promise.all(
          stores.map((store, writer) =>
            store.commit(
              changeOf({
                expectedThreads: [{ phoneNumberId, customer: names[1 - writer] ?? '', expected: 0 }],
                threads: [threadPart(names[writer] ?? '', 1)],
              }),
            ),
          ),
        )
        expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1)
      }
    })
  })

  test('what was begun before the store was closed comes to its end', async () => {
    const schema = newSchema()
    const ids = upTo(20).map((index) => `entry ${index}`)
    await withStores({ url, schema, connections: 1 }, 1, async ([store]) => {
      const commits = ids.map((id) =>
        store?.commit(changeOf({ journal: [{ id, receivedAt: noon, body: '' }] })),
      )
      await store?.close()
      expect(await Promise.all(commits)).toEqual(ids.map(() => 'committed'))
    })
  })
})

/** Appends an event again and again until it is stored, as often as told. */
const appendUntilStored = async (store: Store, writer: number, times: number): Promise<void> => {
  for (let round = 0; round < times;) {
    const revision = await revisionOf(store, 'anna')
    const thread = threadPart('anna', revision + 1, `${writer} ${round}`)
    if (revision === 0) await makeThreads(store, ['anna']).catch(() => {})
    else if ((await store.commit(changeOf({ threads: [thread] }))) === 'committed') round += 1
  }
}

const eventsOf = (stores: readonly Store[], after: number): Promise<readonly EventRow[]> =>
  (stores[0] ?? expect.unreachable()).events({ phoneNumberId, customer: 'anna' }, { after, limit: 1000 })

/** Every writer has an order of its own; those of two next to each other are opposite. */
const inOrderOf = (writer: number, names: readonly string[]): readonly string[] => {
  const turned = names.map((_, index) => names[(index + writer * 100) % names.length] ?? '')
  return writer % 2 === 0 ? turned : turned.reverse()
}

/** Rows that may be there already: none of it can be a conflict. */
const overlapping = (names: readonly string[], round: number): Change => {
  const inRound = names.map((name) => `${name} in round ${round}`)
  return changeOf({
    journal: inRound.map((id) => ({ id, receivedAt: noon, body: id })),
    claims: inRound.map((message) => ({
      phoneNumberId,
      customer: 'anna',
      message,
      month: '2026-10',
      at: noon,
    })),
    unread: inRound.map((source) => ({ source, index: 0, receivedAt: noon, text: '' })),
    findings: inRound.map((message) => ({
      phoneNumberId,
      customer: 'anna',
      message,
      code: 'code',
      at: noon,
      text: '',
    })),
  })
}
