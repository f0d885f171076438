import { HOUR, MINUTE, type Event } from '@guichet/core'
import type { Dispatch, DispatchOutcome, Echo, SendRequest, SendResult, Store } from '../../src/index.ts'
import { intentIdIn } from '../../src/index.ts'
import { bodyOf } from '../support/world.ts'
import { startChild, type Child, type Command } from './child.ts'
import { diceOf } from './dice.ts'

/** What was killed, and what should not have come of it. */
export interface Killed {
  readonly kills: number
  readonly webhooks: number
  readonly sends: number
  /** How many of them WhatsApp got. */
  readonly dispatched: number
  /** Intents whose fate is unknown in the end. */
  readonly unknown: number
  /** In words; none, if nothing was lost and nothing was sent twice. */
  readonly problems: readonly string[]
}

export interface KillInput {
  /** The script of the process, and what it is started with. */
  readonly script: string
  readonly args: readonly string[]
  /** Opens the store in this process, to look at what is left. */
  readonly open: () => Promise<Store>
  readonly kills: number
  readonly seed: number
}

const phoneNumberId = '100'
const start = Date.UTC(2026, 9, 20, 12)
const customers = 7

/** A webhook that is delivered until it is acknowledged, as Meta does. */
interface Delivery {
  readonly body: string
  readonly eventId: string
  isAcknowledged: boolean
}

const isWaiting = ({ isAcknowledged }: Delivery): boolean => !isAcknowledged

/** A caller who asks with the same key until there is an answer. */
interface Caller {
  readonly request: SendRequest & { readonly key: string }
  result: SendResult | null
}

/**
 * Feeds a process with webhooks and sends, kills it at random points, starts it again, and so on. A caller
 * without an answer tries again, as Meta and careful callers do. Then looks at what the store holds.
 */
export const killAgainAndAgain = async ({ script, args, open, kills, seed }: KillInput): Promise<Killed> => {
  const dice = diceOf(seed)
  const deliveries: Delivery[] = []
  const callers: Caller[] = []
  /** What WhatsApp got, by the intent's id. */
  const got = new Map<string, Dispatch[]>()
  let now = start
  let killed = 0
  let answersLost = 0

  const whatsapp = (message: Dispatch): DispatchOutcome | null => {
    const id = intentIdIn(message.callbackData) ?? ''
    got.set(id, [...(got.get(id) ?? []), message])
    // Now and then the answer is lost on the way.
    return dice() < answersLost ? null : { outcome: 'accepted', wamid: `wamid.${id}`, customer: {} }
  }

  const newWork = (): void => {
    const number = deliveries.length
    const customer = customerOf(number)
    const event: Event = {
      type: 'customer-messaged',
      id: `c${number}`,
      at: now - MINUTE + number,
      kind: 'text',
      phoneNumberId,
      customer,
    }
    deliveries.push({ body: bodyOf([event]), eventId: event.id, isAcknowledged: false })
    callers.push({
      request: {
        phoneNumberId,
        recipient: customer,
        content: { kind: 'service' },
        body: { number },
        key: `order-${number}`,
      },
      result: null,
    })
  }

  /** Everything that nobody answered yet, told again; each settles its own record. */
  const tellAll = (child: Child): readonly Promise<void>[] => [
    ...deliveries.filter(isWaiting).map(async (delivery) => {
      const { failure } = await child.tell({ do: 'receive', body: delivery.body }, now)
      if (failure === undefined) delivery.isAcknowledged = true
    }),
    ...callers
      .filter(
        ({ result }) =>
          result === null || result.outcome === 'in-progress' || result.outcome === 'refused-by-rule',
      )
      .map(async (caller) => {
        const command: Command = { do: 'send', request: caller.request }
        const { result } = await child.tell(command, now)
        if (result !== undefined) caller.result = result as SendResult
      }),
  ]

  while (killed < kills) {
    // Half of them die between two exact steps, the others wherever they happen to be, some answers lost.
    const crashPoint = dice() < 0.5 ? 1 + Math.floor(dice() * 16) : 0
    answersLost = crashPoint > 0 ? 0 : 0.1
    const child = await startChild(script, args, whatsapp, crashPoint)
    for (let more = 0; more < 6; more++) newWork()
    const told = tellAll(child)
    if (crashPoint > 0) await Promise.race([child.gone, Promise.all(told)])
    // Webhooks are always answered, so that many answers come for sure.
    else await answered(told, Math.floor(dice() * (deliveries.filter(isWaiting).length + 1)))
    await child.kill()
    killed++
    now += 2 * MINUTE
  }

  // The last process lives, and everybody tries until all is settled.
  now += HOUR
  answersLost = 0
  const child = await startChild(script, args, whatsapp)
  await Promise.all(tellAll(child))
  await child.tell({ do: 'receive', body: bodyOf([], echoesOf(got, now)) }, now)
  await child.kill()

  const store = await open()
  const problems = await problemsIn(store, { deliveries, callers, got })
  const unknown = (await store.openIntents(10_000)).length
  await store.close()
  return {
    kills: killed,
    webhooks: deliveries.length,
    sends: callers.length,
    dispatched: got.size,
    unknown,
    problems,
  }
}

/** WhatsApp delivers what it got, and its statuses say which intents those were. */
const echoesOf = (got: ReadonlyMap<string, readonly Dispatch[]>, at: number): readonly Echo[] =>
  [...got].flatMap(([id, [first]]) =>
    first === undefined
      ? []
      : [
          {
            callbackData: first.callbackData,
            message: `wamid.${id}`,
            phoneNumberId,
            customer: customerOf(numberOf(first)),
            at,
          },
        ],
  )

const customerOf = (number: number): string => `1555010000${number % customers}`

const numberOf = ({ body }: Dispatch): number => Number((body as { readonly number: number }).number)

interface Played {
  readonly deliveries: readonly Delivery[]
  readonly callers: readonly Caller[]
  readonly got: ReadonlyMap<string, readonly Dispatch[]>
}

/** What was lost, and what was sent twice. */
const problemsIn = async (store: Store, { deliveries, callers, got }: Played): Promise<readonly string[]> => {
  const journal = await store.journal({ after: null, limit: 100_000 })
  const bodies = countOf(journal.map(({ body }) => body))
  const events = countOf(
    (await store.allEvents({ after: null, limit: 100_000 })).map(({ text }) =>
      String((JSON.parse(text) as Event).id),
    ),
  )
  const sent = countOf([...got.values()].flat().map((message) => String(numberOf(message))))
  const problems: string[] = []
  for (const { body, eventId, isAcknowledged } of deliveries) {
    if (!isAcknowledged) problems.push(`${eventId} was never acknowledged`)
    if (bodies.get(body) !== 1) problems.push(`${eventId} is in the journal ${bodies.get(body) ?? 0} times`)
    if (events.get(eventId) !== 1) problems.push(`${eventId} is an event ${events.get(eventId) ?? 0} times`)
  }
  for (const [number, { request, result }] of callers.entries()) {
    const times = sent.get(String(number)) ?? 0
    if (times > 1) problems.push(`${request.key} reached WhatsApp ${times} times`)
    if (result === null) problems.push(`${request.key} was never answered`)
    if (result?.outcome === 'accepted' && times === 0) problems.push(`${request.key} was never sent`)
    const { state, count } = await stateOf(store, request)
    if (count > 1) problems.push(`${request.key} has ${count} intents`)
    const truth = times === 1 ? 'accepted' : 'unknown'
    if (state !== truth) problems.push(`${request.key} is ${state ?? 'not there'}, and should be ${truth}`)
  }
  return problems
}

const stateOf = async (
  store: Store,
  { recipient, key }: Caller['request'],
): Promise<{ readonly state: string | null; readonly count: number }> => {
  const rows = (await store.intentsTo(phoneNumberId, [recipient], 100_000)).filter((row) => row.key === key)
  const intent = rows[0] === undefined ? null : (JSON.parse(rows[0].text) as { state: { is: string } })
  // A process that was killed while it was sending left it behind like this.
  const word = intent?.state.is === 'dispatching' ? 'unknown' : (intent?.state.is ?? null)
  return { state: word, count: rows.length }
}

const countOf = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

/** Resolves when that many are answered. */
const answered = (told: readonly Promise<void>[], wanted: number): Promise<void> =>
  new Promise((resolve) => {
    let missing = wanted
    if (missing <= 0) return resolve()
    for (const one of told)
      void one.then(() => {
        if (--missing === 0) resolve()
      })
    return undefined
  })
