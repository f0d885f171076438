import { setTimeout as wait } from 'node:timers/promises'
import type { Evidence } from './evidence.ts'
import { secrets, type Gateways } from './gateways.ts'
import { phoneNumberIds, textOf, type Whatsapp } from './whatsapp.ts'

/** What a caller knows of its send. */
export interface Call {
  readonly key: string
  readonly phoneNumberId: string
  readonly customer: string
  /** The last answer, or `open` where none was final. */
  outcome: 'open' | 'refused' | { readonly wamid: string }
}

/** Customers write, and are answered under a key each. */
export interface Load {
  /** Begins no more. */
  readonly stop: () => Promise<void>
  /** Every call that was begun. */
  readonly calls: readonly Call[]
  /** Resolves when all calls have a final answer, or at that instant (`performance.now()`). */
  readonly finish: (deadline: number) => Promise<void>
}

interface LoadInput {
  readonly round: number
  readonly whatsapp: Whatsapp
  readonly gateways: Gateways
  readonly evidence: Evidence
}

/** How often a customer writes, in milliseconds. */
const beat = 12

/** So many webhooks may wait; customers write more slowly where the machine is busy. */
const mostUnderWay = 32

export const startLoad = ({ round, whatsapp, gateways, evidence }: LoadInput): Load => {
  const calls: Call[] = []
  const underWay = new Set<Promise<void>>()
  let deadline = Infinity
  const stopping = new AbortController()

  const call = (number: number): Call => ({
    key: `${round}-${number}`,
    phoneNumberId: phoneNumberIds[number % phoneNumberIds.length] ?? '',
    customer: String(33_600_000_000 + round * 100_000 + number),
    outcome: 'open',
  })
  /** Asks again until the answer is final, as a careful caller does. */
  const pursue = async (one: Call): Promise<void> => {
    while (one.outcome === 'open' && performance.now() < deadline) {
      const began = performance.now()
      one.outcome = await ask(one, gateways)
      if (one.outcome === 'open') await wait(100)
      else evidence.answered(performance.now() - began)
    }
  }
  const running = (async (): Promise<void> => {
    const written: Call[] = []
    for (let number = 0; !stopping.signal.aborted; number++) {
      const one = call(number)
      const { phoneNumberId, customer } = one
      whatsapp.emulator.perform({ do: 'say', customer, phoneNumberId })
      written.push(one)
      // By then the webhook is stored, if all is well; if not, the rules refuse the answer.
      const answered = number >= 40 && number % 2 === 0 ? written.shift() : undefined
      if (answered !== undefined) {
        calls.push(answered)
        const pursued = pursue(answered).finally(() => underWay.delete(pursued))
        underWay.add(pursued)
      }
      do await wait(beat)
      while (whatsapp.underWay() > mostUnderWay && !stopping.signal.aborted)
    }
  })()
  return {
    calls,
    stop: async () => {
      stopping.abort()
      await running
    },
    finish: async (until) => {
      deadline = until
      await Promise.all(underWay)
    },
  }
}

/** Asks once, under the call's key. */
export const ask = async (
  { key, phoneNumberId, customer }: Call,
  gateways: Pick<Gateways, 'ask'>,
): Promise<Call['outcome']> => {
  const answer = await gateways.ask(`/v24.0/${phoneNumberId}/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secrets.apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({
      messaging_product: 'whatsapp',
      to: customer,
      type: 'text',
      text: { body: textOf(key) },
    }),
  })
  if (answer === null) return 'open'
  const told = await answer.json().catch(() => ({}))
  const { messages, error } = told as Told
  const [message] = messages ?? []
  if (answer.status === 200 && message !== undefined) return { wamid: message.id }
  // The webhook that opens the window may not be there yet; and WhatsApp refuses nothing here.
  return answer.status === 400 && error?.code !== 131047 ? 'refused' : 'open'
}

interface Told {
  readonly messages?: readonly { readonly id: string }[]
  readonly error?: { readonly code?: number }
}
