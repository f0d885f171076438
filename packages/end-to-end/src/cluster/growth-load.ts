import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { secrets } from '../failover/gateways.ts'

/** What gateways are asked to do, and where. */
export interface Place {
  readonly urls: readonly string[]
  readonly phoneNumbers: number
  /** So many requests are under way together: a gateway makes batches of them. */
  readonly underWay: number
}

/** Does it for so many milliseconds; gives how often it was answered with 200. */
export type Load = (place: Place, duration: number) => Promise<number>

const forSoLong = async (
  duration: number,
  underWay: number,
  once: () => Promise<boolean>,
): Promise<number> => {
  const until = performance.now() + duration
  let answered = 0
  const worker = async (): Promise<void> => {
    while (performance.now() < until) if (await once()) answered++
  }
  await Promise.all(Array.from({ length: underWay }, worker))
  return answered
}

let number = 0

/** Webhooks, each signed and with one message. */
export const webhooks: Load = ({ urls, phoneNumbers, underWay }, duration) =>
  forSoLong(duration, underWay, () => {
    const own = number++
    return deliver(urls[own % urls.length] ?? '', webhook(own, phoneNumbers))
  })

const deliver = async (url: string, body: string): Promise<boolean> => {
  const signature = createHmac('sha256', secrets.appSecret).update(body).digest('hex')
  const answer = await fetch(`${url}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  })
  await answer.body?.cancel()
  return answer.status === 200
}

/** So many customers have written, and are written to in turn. */
const written = 3_000

/** Messages under a key each. Before the first one customers write, so that their windows are open; see `openWindows`. */
export const messages: Load = ({ urls, phoneNumbers, underWay }, duration) =>
  forSoLong(duration, underWay, async () => {
    const own = number++
    const answer = await fetch(
      `${urls[own % urls.length]}/v24.0/${phoneNumberOf(own % written, phoneNumbers)}/messages`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secrets.apiKey}`,
          'content-type': 'application/json',
          'idempotency-key': `growth-${own}`,
        },
        body: JSON.stringify({
          messaging_product: 'whatsapp',
          to: customerOf(own % written),
          type: 'text',
          text: { body: 'Good morning, your order is ready.' },
        }),
      },
    )
    await answer.body?.cancel()
    return answer.status === 200
  })

/** Has every customer write once. Rejects where a gateway does not take it. */
export const openWindows = async ({ urls, phoneNumbers, underWay }: Place): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < written) {
      const own = next++
      const isTaken = await deliver(
        urls[own % urls.length] ?? '',
        webhook(own, phoneNumbers, `window.${own}`),
      )
      if (!isTaken) throw new Error('a gateway does not take a webhook')
    }
  }
  await Promise.all(Array.from({ length: underWay }, worker))
}

/** A WhatsApp that accepts every message, within the process that measures. */
export const acceptingWhatsapp = async (): Promise<{
  readonly url: string
  readonly close: () => Promise<void>
}> => {
  let accepted = 0
  const server = createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      const isSend = request.method === 'POST'
      const answer = isSend ? { messages: [{ id: `wamid.sent.${accepted++}` }] } : { data: [] }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** One of some thousands. */
const customerOf = (own: number): string => String(33_600_000_000 + (own % 3_001))

const phoneNumberOf = (own: number, phoneNumbers: number): string =>
  String(100_000_000_000_000 + (own % phoneNumbers))

/** A customer writes to one of the phone numbers. */
const webhook = (own: number, phoneNumbers: number, id = String(own)): string => {
  const from = customerOf(own)
  const message = {
    id: `wamid.growth.${id}`,
    from,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: 'Good morning, is my order ready?' },
  }
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: phoneNumberOf(own, phoneNumbers) },
    contacts: [{ profile: { name: 'Anna' }, wa_id: from }],
    messages: [message],
  }
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '200', changes: [{ field: 'messages', value }] }],
  })
}
