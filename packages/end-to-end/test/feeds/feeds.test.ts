import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { startBroker } from './broker.ts'
import { guichet, startConsumer, type Consumer } from './consumer.ts'

const folder = mkdtempSync(join(tmpdir(), 'guichet-feeds-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const store = `sqlite:${join(folder, 'feeds.db')}`
const phoneNumbers = ['100000000000001', '100000000000002']
const count = 600

/** A webhook of one message to that phone number. */
const webhook = (phoneNumberId: string, n: number): string => {
  const timestamp = String(Date.UTC(2026, 9, 20) / 1000 + n)
  const message = { from: `336399800${n % 10}`, id: `wamid.${phoneNumberId}.${n}`, timestamp, type: 'text' }
  const value = { metadata: { phone_number_id: phoneNumberId }, messages: [message] }
  return JSON.stringify({ entry: [{ id: '200', changes: [{ field: 'messages', value }] }] })
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await pause(5)
}

/** The ids of all events that are stored, in order. */
const stored = (): readonly string[] => {
  const args = [guichet, 'export', '--store', store]
  const text = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const idIn = (line: string): string => (JSON.parse(line) as { readonly id: string }).id
  return text.trimEnd().split('\n').map(idIn).sort()
}

test('a broker’s feed loses nothing and takes nothing twice, though its importers are killed', async () => {
  const broker = await startBroker()
  // One topic for each phone number, so that two importers never write the same threads.
  const consume = (phoneNumberId: string): Promise<Consumer> =>
    startConsumer({ port: broker.port, topic: `webhooks/${phoneNumberId}`, store })
  const publish = async (from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n++)
      for (const phoneNumberId of phoneNumbers)
        await broker.publish(`webhooks/${phoneNumberId}`, webhook(phoneNumberId, n))
  }

  const first = await Promise.all(phoneNumbers.map(consume))
  await publish(0, 200)
  await until(() => first.every(({ acknowledged }) => acknowledged() > 0))
  // Some are stored and not acknowledged, some are in the pipe, some at the broker.
  await publish(200, 400)
  await Promise.all(first.map(({ kill }) => kill()))
  await publish(400, count)

  const second = await Promise.all(phoneNumbers.map(consume))
  const left = first.map(({ acknowledged }) => count - acknowledged())
  await until(() => second.every(({ acknowledged }, index) => acknowledged() >= (left[index] ?? 0)))
  expect(await Promise.all(second.map(({ end }) => end()))).toEqual([0, 0])
  await broker.close()

  const all = phoneNumbers.flatMap((id) => Array.from({ length: count }, (_, n) => `wamid.${id}.${n}`))
  expect(stored()).toEqual(all.sort())
})
