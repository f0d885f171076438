import { readWebhookText } from '@guichet/cloud-api'
import { MINUTE, engine, type Instant } from '@guichet/core'
import { realSurroundings, runtime, type Runtime, type Store } from '@guichet/runtime'
import { cpuAsync, median } from '../measure.ts'
import { answered, phoneNumberId, said } from './traffic.ts'

/** What one call costs in a small thread and in a flooded one, in milliseconds of the processor. */
export interface Costs {
  readonly small: number
  readonly flooded: number
}

export interface Sending {
  readonly send: Costs
  readonly ask: Costs
  readonly view: Costs
}

const smallThread = 20
const rounds = 60
const chunk = 1_000

/** Between two messages to a customer, so that they do not come too fast for the pair rate. */
const pause = 5 * MINUTE

/** A runtime on that store, before a WhatsApp that takes everything at once. */
const answering = (store: Store, now: () => Instant): Runtime => {
  let sent = 0
  return runtime({
    engine: engine(),
    store,
    read: readWebhookText,
    surroundings: { ...realSurroundings, now },
    transport: {
      send: () => Promise.resolve({ outcome: 'accepted', wamid: `wamid.sent.${sent++}`, customer: {} }),
    },
  })
}

/**
 * A customer who wrote so many messages within a day, some of them answered, beside others who wrote twenty.
 * In turn, each writes once more and is answered.
 */
export const sendingInFlood = async (store: Store, messages: number): Promise<Sending> => {
  const now = Date.now()
  const clock = { now }
  const subject = answering(store, () => clock.now)
  const fill = async (customer: string, count: number): Promise<void> => {
    const events = [
      ...Array.from({ length: count }, (_, index) => said(customer, index, count, now)),
      ...answered(`${customer}`, Math.ceil(count / 10), now),
    ].sort((one, other) => one.at - other.at)
    for (let next = 0; next < events.length; next += chunk)
      await subject.record(events.slice(next, next + chunk))
  }
  const flooded = '33639980001'
  const small = Array.from({ length: rounds }, (_, index) => `4474${String(index).padStart(4, '0')}`)
  await fill(flooded, messages)
  for (const customer of small) await fill(customer, smallThread)

  const costs = { send: pairs(), ask: pairs(), view: pairs() }
  for (const [index, customer] of small.entries()) {
    clock.now += pause
    for (const [who, of] of [
      [customer, 'small'],
      [flooded, 'flooded'],
    ] as const) {
      await subject.record([{ ...said(who, index, 1, now), id: `wamid.more.${who}.${index}`, at: clock.now }])
      const send = await cpuAsync(async () => {
        const { outcome } = await subject.send({
          phoneNumberId,
          recipient: who,
          content: { kind: 'service' },
          body: { messaging_product: 'whatsapp', to: who, type: 'text', text: { body: 'Oui' } },
        })
        if (outcome !== 'accepted') throw new Error(`a send was ${outcome}`)
      })
      const key = { phoneNumberId, customer: who }
      const ask = await cpuAsync(async () => void (await subject.ask(key, { kind: 'service' })))
      const view = await cpuAsync(async () => void (await subject.view(key)))
      costs.send[of].push(send)
      costs.ask[of].push(ask)
      costs.view[of].push(view)
    }
  }
  await subject.close()
  return { send: mediansOf(costs.send), ask: mediansOf(costs.ask), view: mediansOf(costs.view) }
}

interface Pairs {
  readonly small: number[]
  readonly flooded: number[]
}

const pairs = (): Pairs => ({ small: [], flooded: [] })

const mediansOf = ({ small, flooded }: Pairs): Costs => ({ small: median(small), flooded: median(flooded) })
