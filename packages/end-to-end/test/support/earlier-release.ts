import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { engine } from '@guichet/core'
import { runtime, type Runtime, type SendRequest, type Store, type Surroundings } from '@guichet/runtime'
import { expect } from 'vitest'

/** What earlier releases wrote, a folder each; the README there says how it was made. */
export const earlierReleases: string = fileURLToPath(new URL('../../upgrade', import.meta.url))

/** The names of their folders. */
export const releases: readonly string[] = readdirSync(earlierReleases, { withFileTypes: true }).flatMap(
  (one) => (one.isDirectory() ? [one.name] : []),
)

export const thread = { phoneNumberId: '100000000000001', customer: '33639980001' }
export const morning: number = Date.parse('2026-10-02T07:00:00Z')

/** In a store that an earlier release wrote nothing is lost, and nothing is sent twice. The first time brings it to this version. */
export const expectAllThere = async (
  open: () => Promise<Store>,
  events: readonly string[],
): Promise<void> => {
  for (const time of ['for the first time', 'again']) {
    const bound = boundTo(await open())
    expect(await exported(bound), time).toEqual(events)
    expect(await bound.send(request('order-1', 'Your tart is ready.'))).toMatchObject({
      outcome: 'accepted',
      isReplay: true,
    })
    expect(await bound.send(request('order-2', 'lost'))).toMatchObject({
      outcome: 'unknown',
      isReplay: true,
    })
    expect(await bound.ask(thread, { kind: 'service' }, morning)).toMatchObject({
      right: { answer: 'allowed' },
    })
    await bound.close()
  }
}

const request = (key: string, body: string): SendRequest => ({
  key,
  phoneNumberId: thread.phoneNumberId,
  recipient: thread.customer,
  content: { kind: 'service' },
  body: { type: 'text', text: { body } },
})

const surroundings: Surroundings = {
  now: () => morning,
  newId: () => randomUUID(),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
}

const boundTo = (store: Store): Runtime =>
  runtime({
    engine: engine(),
    store,
    read: () => expect.unreachable('something is read'),
    transport: { send: () => expect.unreachable('something is sent') },
    surroundings,
  })

const exported = async ({ exportEvents }: Runtime): Promise<readonly string[]> => {
  const texts: string[] = []
  for await (const text of exportEvents()) texts.push(text)
  return texts
}
