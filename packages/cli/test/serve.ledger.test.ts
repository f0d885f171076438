import { memoryPlace } from '@guichet/runtime'
import { handedOnLedgersOn, ledgerContract, type LedgerPlace } from '@guichet/runtime/contract'
import { test } from 'vitest'
import { listen } from '../src/serve/listen.ts'
import { peerDoor } from '../src/serve/peer-door.ts'
import { lineTo } from '../src/serve/peer-line.ts'

const secret = 'only processes on this store know it'

/** Ledgers that hand everything on to another process, over the line of `guichet serve`. */
const place = (): LedgerPlace =>
  handedOnLedgersOn(memoryPlace(), async (performOther) => {
    const door = peerDoor(secret, { performFor: performOther })
    const server = await listen(
      () => new Response('ok'),
      { port: 0, host: '127.0.0.1' },
      undefined,
      door.onConnect,
    )
    const port = Number(new URL(server.url).port)
    const line = await lineTo(
      { id: 'other', host: '127.0.0.1', port, secret },
      { opening: 30_000, answer: 30_000 },
    )
    return {
      perform: line.perform,
      close: async () => {
        line.end()
        await line.ended
        await Promise.all([door.close(), server.close()])
      },
    }
  })

test.each(ledgerContract)('a ledger that hands on over a line: $title', ({ run }) => run(place()))
