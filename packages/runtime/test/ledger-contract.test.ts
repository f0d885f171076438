import { engine } from '@guichet/core'
import { describe, expect, test } from 'vitest'
import {
  handedOnLedgersOn,
  ledgerContract,
  ledgersOn,
  withObstacle,
  type LedgerPlace,
} from '../src/contract/index.ts'
import { memoryPlace, routed, runtime } from '../src/index.ts'
import { ledgerOf } from './support/ledger-of-runtime.ts'
import { brokenLedgers } from './support/broken-ledgers.ts'
import { readBody } from './support/world.ts'

/** The ledgers of a runtime over three stores that have some phone numbers each. */
const routedPlace = (): LedgerPlace => {
  const places = [memoryPlace(), memoryPlace(), memoryPlace()]
  const now = Date.now
  const transport = { send: () => Promise.reject(new Error('nothing is sent')) }
  return {
    open: async (obstacle) => {
      const runtimes = await Promise.all(
        places.map(async (place) =>
          runtime({
            engine: engine(),
            store: withObstacle(await place.open(), obstacle),
            read: readBody,
            transport,
          }),
        ),
      )
      const all = routed(runtimes, readBody, now)
      return { ledger: ledgerOf(all.performFor), close: all.close }
    },
  }
}

const handedOn = (): LedgerPlace =>
  handedOnLedgersOn(memoryPlace(), async (performOther) => ({
    perform: async (pieces) => {
      const outcomes = await performOther(JSON.parse(JSON.stringify(pieces)) as typeof pieces)
      return JSON.parse(JSON.stringify(outcomes)) as typeof outcomes
    },
    close: async () => undefined,
  }))

describe.each([
  ['over the memory store', (): LedgerPlace => ledgersOn(memoryPlace())],
  ['over several stores', routedPlace],
  ['that hands on to another process', handedOn],
  ['whose other process never answers', (): LedgerPlace => unanswered()],
])('a ledger %s', (_, place) => {
  test.each(ledgerContract)('$title', async ({ run }) => {
    await expect(run(place())).resolves.toBeUndefined()
  })
})

const unanswered = (): LedgerPlace =>
  handedOnLedgersOn(memoryPlace(), async () => ({
    perform: () => Promise.reject(new Error('no answer')),
    close: async () => undefined,
  }))

describe.concurrent.each(brokenLedgers)('a ledger that $fault', ({ place }) => {
  test('does not pass', async ({ expect: expectHere }) => {
    const outcomes = await Promise.all(
      ledgerContract.map(({ run }) =>
        run(place()).then(
          () => 'passed',
          () => 'refuted',
        ),
      ),
    )
    expectHere(outcomes).toContain('refuted')
  })
})
