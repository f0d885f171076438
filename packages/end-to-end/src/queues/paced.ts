import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { guichet, phoneNumberId, secrets, startGateway, type KillableGateway } from './gateway.ts'

export interface PacedReport {
  /** Messages that were answered with 200. */
  readonly sentAtOnce: number
  /** Messages that were answered with 202, and left later. */
  readonly kept: number
  /** How long the last one waited, in seconds. */
  readonly seconds: number
  /** Messages that the emulator has, by their text. */
  readonly taken: number
  /** What is wrong, in words; empty where nothing is. */
  readonly words: readonly string[]
}

const customer = '33600000001'

/**
 * Many messages at once to one customer, with `pace`, by a gateway and an emulator that are processes with the clock of
 * the machine. Each arrives once, and the emulator, which counts the pair rate itself (LIM-25), refuses none. The burst
 * is 45 messages; the next may follow 270 seconds after the first.
 */
export const pacedTrial = async (messages: number): Promise<PacedReport> => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-paced-'))
  const emulator = await startEmulator()
  try {
    const store = `sqlite:${join(folder, 'guichet.db')}`
    const gateway = await startGateway({ folder, store, graphUrl: emulator.url, botUrl: null })
    try {
      return await paced(messages, gateway, emulator)
    } finally {
      await gateway.close()
    }
  } finally {
    await emulator.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const paced = async (
  messages: number,
  gateway: KillableGateway,
  { control }: EmulatorProcess,
): Promise<PacedReport> => {
  await control('customers', { phone: customer, name: 'Ana' })
  await control(`customers/${customer}/say`, { type: 'text', text: 'Hello' })
  await gateway.deliver(hello())
  const began = Date.now()
  const answers = await Promise.all(
    Array.from({ length: messages }, async (_, n) => {
      const body = JSON.stringify({ phoneNumberId, to: customer, text: `paced ${n}`, pace: true })
      const headers = { 'content-type': 'application/json', 'idempotency-key': `paced ${n}` }
      const answer = await gateway.ask('/messages', { method: 'POST', headers, body })
      return { status: answer.status, text: await answer.text() }
    }),
  )
  const outcomes = await endedOutcomes(gateway)
  const seconds = Math.round((Date.now() - began) / 1000)
  const refused = listIn(await control('refused'))
  const texts = JSON.stringify(await control('messages')).match(/paced \d+/g) ?? []
  const count = (status: number): number => answers.filter((one) => one.status === status).length
  const failed = answers.filter(({ status }) => status !== 200 && status !== 202)
  return {
    sentAtOnce: count(200),
    kept: count(202),
    seconds,
    taken: texts.length,
    words: [
      ...failed.slice(0, 1).map(({ status, text }) => `a request was answered with ${status}: ${text}`),
      ...outcomes.filter((one) => one !== 'accepted').map((one) => `a kept message came to ${one}`),
      ...refused.slice(0, 1).map((one) => `the emulator refused a message: ${JSON.stringify(one)}`),
      ...(new Set(texts).size === messages && texts.length === messages
        ? []
        : [`of ${messages} messages ${new Set(texts).size} arrived, ${texts.length} times in all`]),
    ],
  }
}

interface EmulatorProcess {
  readonly url: string
  /** Asks its control API; with a body it is a command. */
  readonly control: (path: string, body?: object) => Promise<unknown>
  readonly close: () => Promise<void>
}

const startEmulator = async (): Promise<EmulatorProcess> => {
  const options = ['emulator', '--port', '0', '--phone', phoneNumberId]
  const child = spawn(process.execPath, [guichet, ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      WHATSAPP_ACCESS_TOKEN: secrets.accessToken,
      WHATSAPP_APP_SECRET: secrets.appSecret,
    },
  })
  const closed = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void closed.then(() => reject(new Error('the emulator ended')))
  })
  return {
    url,
    control: async (path, body) => {
      const headers = { 'content-type': 'application/json' }
      const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) }
      const answer = await fetch(`${url}/_control/${path}`, init)
      if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`)
      return answer.json()
    },
    close: async () => {
      child.kill('SIGTERM')
      await closed
    },
  }
}

const hello = (): string => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const message = { from: customer, id: 'wamid.hello', timestamp, type: 'text', text: { body: 'Hello' } }
  const value = { metadata: { phone_number_id: phoneNumberId }, messages: [message] }
  return JSON.stringify({ entry: [{ id: '900000000000001', changes: [{ field: 'messages', value }] }] })
}

/** What each kept message came to, once none waits. */
const endedOutcomes = async (gateway: KillableGateway): Promise<readonly string[]> => {
  for (;;) {
    const { outbox } = (await (await gateway.ask('/outbox?limit=1000')).json()) as {
      readonly outbox: readonly { readonly state: string; readonly outcome: string | null }[]
    }
    if (outbox.every(({ state }) => state === 'over')) return outbox.map(({ outcome }) => String(outcome))
    await wait(500)
  }
}

/** A list that stands in an answer, by whatever name. */
const listIn = (answer: unknown): readonly unknown[] =>
  Array.isArray(answer)
    ? answer
    : Object.values(answer ?? {}).flatMap((value: unknown) => (Array.isArray(value) ? value : []))
