import { readWebhookText } from '@guichet/cloud-api'
import { engine } from '@guichet/core'
import { runtime, type Runtime, type Store } from '@guichet/runtime'
import { supportTraffic, webhookLog } from '../traffic.ts'

/** A runtime on that store, which sends nothing. */
export const receiver = (store: Store): Runtime =>
  runtime({
    engine: engine(),
    store,
    read: readWebhookText,
    transport: { send: () => Promise.resolve({ outcome: 'unknown', reason: 'benchmarks send nothing' }) },
  })

/** Bodies of support traffic, one event each. */
export const webhookBodies = (count: number, threads: number): readonly string[] =>
  webhookLog(supportTraffic(count, threads)).trimEnd().split('\n')

/** As many as a busy server has open at once. */
const inFlight = 2_000

/** Takes in all bodies, so many at a time, each acknowledged only once it is durable. */
export const receiveAll = async (subject: Runtime, bodies: readonly string[]): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < bodies.length; index = next++) await subject.receive(bodies[index] ?? '')
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}
