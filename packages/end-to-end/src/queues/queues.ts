import { setTimeout as wait } from 'node:timers/promises'
import type { Bot } from './bot.ts'
import { phoneNumberId, type KillableGateway } from './gateway.ts'
import { orderProblems, outcomeProblems, type Entry } from './judge.ts'
import type { CountingWhatsapp } from './whatsapp.ts'

export interface QueuesInput {
  readonly gateway: KillableGateway
  readonly whatsapp: CountingWhatsapp
  readonly bot: Bot
  /** How many messages are held. */
  readonly messages: number
  /** How often the gateway is killed, at least. */
  readonly kills: number
  /** How long the bot is down, in milliseconds. */
  readonly downFor: number
  /**
   * Is it not killed while messages are on their way? What was on its way is of unknown fate for a minute, and a short
   * trial has no time for that.
   */
  readonly sparesSends: boolean
  /** So long a message waits for a customer who never writes, in milliseconds. */
  readonly patience: number
  readonly dice: () => number
  readonly progress: (words: string) => void
}

export interface QueuesReport {
  readonly held: number
  readonly webhooks: number
  readonly kills: number
  /** How many held messages came to each outcome. */
  readonly outcomes: Readonly<Record<string, number>>
  /** How often the bot got something that it had before. */
  readonly again: number
  /** Answers of 5xx to webhooks. */
  readonly serverErrors: number
  /** What is wrong, in words; empty where nothing is. */
  readonly words: readonly string[]
}

/** Each customer has a few messages that wait. */
const messagesEach = 4

/**
 * Messages are held, customers write, the bot is down for a while, and all along the gateway is killed. In the end each
 * message was sent once or has an outcome that says why not, and the bot got every webhook and every outcome.
 */
export const queues = async (input: QueuesInput): Promise<QueuesReport> => {
  const { gateway, whatsapp, bot, messages, patience, sparesSends, progress } = input
  const customers = Array.from(
    { length: Math.ceil(messages / messagesEach) },
    (_, n) => `${33_600_000_000 + n}`,
  )
  const killer: Killer = { isOver: false, isSpared: false, kills: 0 }
  const killing = kill(killer, input)

  const texts = Array.from({ length: messages }, (_, n) => `held ${n}`)
  await together(texts, 8, async (text, n) => {
    const customer = Math.floor(n / messagesEach)
    const until = new Date(Date.now() + (neverWrites(customer) ? patience : 3_600_000)).toISOString()
    const body = { to: customers[customer], text, when: 'open', until }
    await holdOne(gateway, text, { phoneNumberId, ...body })
  })
  progress(`${messages} messages are held`)

  const webhooks: string[] = []
  const writers = customers.filter((_, n) => !neverWrites(n))
  const half = sparesSends ? writers.length : Math.floor(writers.length / 2)
  const write = (some: readonly string[], round: number): Promise<void> =>
    together(some, 8, async (customer) => {
      const body = wrote(customer, round)
      await gateway.deliver(body)
      webhooks.push(body)
    })
  killer.isSpared = sparesSends
  for (const round of [0, 1]) await write(writers.slice(0, half), round)
  if (sparesSends) await ended(gateway, messages)
  killer.isSpared = false
  await bot.goDown()
  progress('the bot is down')
  const back = wait(input.downFor)
  for (const round of [2, 3]) await write(writers, round)
  await back
  await bot.comeBack()
  progress('the bot is back')
  killer.isOver = true
  await killing

  const entries = await ended(gateway, messages)
  const outcomes: Record<string, number> = {}
  for (const { outcome } of entries) outcomes[String(outcome)] = (outcomes[String(outcome)] ?? 0) + 1
  await delivered(gateway)
  const got = new Set(bot.got)
  return {
    held: messages,
    webhooks: webhooks.length,
    kills: killer.kills,
    outcomes,
    again: bot.got.length - got.size,
    serverErrors: gateway.serverErrors(),
    words: [
      ...outcomeProblems(entries, texts, whatsapp.sent),
      ...orderProblems(webhooks, entries, bot.got),
      ...(bot.forged() > 0 ? [`${bot.forged()} bodies had a wrong signature`] : []),
      ...(gateway.serverErrors() > 0 ? [`webhooks got ${gateway.serverErrors()} answers of 5xx`] : []),
    ],
  }
}

/** What is held for them expires. */
const neverWrites = (customer: number): boolean => customer % 8 === 3

interface Killer {
  isOver: boolean
  isSpared: boolean
  kills: number
}

/** Kills the gateway at random instants, as often as it has to and until it is over. */
const kill = async (killer: Killer, { gateway, kills, dice, progress }: QueuesInput): Promise<void> => {
  while (!killer.isOver || killer.kills < kills) {
    await wait(100 + Math.floor(dice() * 700))
    if (killer.isSpared) continue
    await gateway.kill()
    killer.kills++
    progress(`killed ${killer.kills} times`)
  }
}

const holdOne = async (gateway: KillableGateway, key: string, body: object): Promise<void> => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  const answer = await gateway.ask('/messages', { method: 'POST', headers, body: JSON.stringify(body) })
  if (answer.status !== 202)
    throw new Error(`${key} was answered with ${answer.status}: ${await answer.text()}`)
}

let wamids = 0

const wrote = (from: string, round: number): string => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const message = {
    from,
    id: `wamid.in.${++wamids}`,
    timestamp,
    type: 'text',
    text: { body: `round ${round}` },
  }
  const value = { metadata: { phone_number_id: phoneNumberId }, messages: [message] }
  return JSON.stringify({ entry: [{ id: '900000000000001', changes: [{ field: 'messages', value }] }] })
}

/** All entries of the outbox, once none waits. */
const ended = async (gateway: KillableGateway, count: number): Promise<readonly Entry[]> => {
  for (;;) {
    const entries: Entry[] = []
    for (let path: string | null = '/outbox?limit=1000'; path !== null;) {
      const page = (await (await gateway.ask(path)).json()) as {
        readonly outbox: readonly Entry[]
        readonly next: string | null
      }
      entries.push(...page.outbox)
      path = page.next
    }
    if (entries.length >= count && entries.every(({ state }) => state === 'over')) return entries
    await wait(200)
  }
}

/** Waits until nothing waits for the bot any more. */
const delivered = async (gateway: KillableGateway): Promise<void> => {
  for (;;) {
    const answer = await gateway.ask('/deliveries?state=waiting&limit=1')
    if (((await answer.json()) as { readonly deliveries: readonly unknown[] }).deliveries.length === 0) return
    await wait(100)
  }
}

/** Does all of them, so many at a time. */
const together = async <One>(
  all: readonly One[],
  atOnce: number,
  act: (one: One, index: number) => Promise<void>,
): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) await act(all[index] as One, index)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
