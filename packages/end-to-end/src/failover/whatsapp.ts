import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { emulator, type Emulator } from '@guichet/emulator'
import type { Evidence } from './evidence.ts'
import { secrets, type Gateways } from './gateways.ts'

/** An emulated WhatsApp on a port, which keeps the machine's time. */
export interface Whatsapp {
  readonly url: string
  readonly emulator: Emulator
  /** Webhooks go there from now on. */
  readonly deliverTo: (gateways: Pick<Gateways, 'ask'>) => void
  /** How many webhooks are not acknowledged yet. */
  readonly underWay: () => number
  readonly close: () => Promise<void>
}

export const phoneNumberIds: readonly string[] = [1, 2, 3, 4].map((n) => `10000000000000${n}`)

export const openWhatsapp = async (seed: number, evidence: Evidence): Promise<Whatsapp> => {
  let gateways: Pick<Gateways, 'ask'> = { ask: async () => null }
  const over = new AbortController()
  let underWay = 0
  /** Meta delivers again after longer and longer pauses; here there is no time for those. */
  const deliver = async (headers: Readonly<Record<string, string>>, body: string): Promise<number> => {
    const digest = createHash('sha256').update(body).digest('hex')
    evidence.bodies.set(digest, body)
    while (!over.signal.aborted) {
      const began = performance.now()
      const answer = await gateways.ask('/webhooks/whatsapp', { method: 'POST', headers, body })
      await answer?.body?.cancel()
      if (answer?.status === 200) {
        evidence.acked.add(digest)
        evidence.answered(performance.now() - began)
        return 200
      }
      await wait(50)
    }
    return 503
  }
  const emulated = emulator({
    accessToken: secrets.accessToken,
    appSecret: secrets.appSecret,
    seed,
    clock: { now: Date.now },
    limits: false,
    webhook: 'http://gateway.test/webhooks/whatsapp',
    webhooksAtOnce: 256,
    phoneNumbers: phoneNumberIds.map((id, n) => ({
      id,
      number: `3313998000${n}`,
      verifiedName: 'La Boutique',
    })),
    deliver: async ({ headers, body }) => {
      underWay++
      const status = await deliver(headers, body).finally(() => underWay--)
      return { status }
    },
  })
  const server = createServer(
    getRequestListener(
      async (request) => {
        const body = await request.clone().text()
        const answer = await emulated.fetch(request)
        const key = keyIn(body)
        if (key !== null && answer.ok) await note(key, answer.clone(), evidence)
        return answer
      },
      { overrideGlobalObjects: false },
    ),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = emulated.run()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    emulator: emulated,
    underWay: () => underWay,
    deliverTo: (others) => {
      gateways = others
    },
    close: async () => {
      over.abort()
      await stop()
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The text of a message that is sent under a key. */
export const textOf = (key: string): string => `under ${key}`

const keyIn = (body: string): string | null => /"under (?<key>[\w-]+)"/.exec(body)?.groups?.['key'] ?? null

const note = async (key: string, answer: Response, evidence: Evidence): Promise<void> => {
  const { acceptedBy, acceptedAt } = evidence
  const { messages } = (await answer.json()) as { readonly messages?: readonly { readonly id: string }[] }
  acceptedAt.set(key, performance.now())
  acceptedBy.set(key, [...(acceptedBy.get(key) ?? []), ...(messages ?? []).map(({ id }) => id)])
}
