import { join } from 'node:path'
import { HOUR, MINUTE, type Duration, type Instant } from '@guichet/core'
import type { Truth } from '@guichet/emulator'
import type { Call } from './caller.ts'
import { doubtsOf } from './doubts.ts'
import { exchange, type Exchange } from './exchange.ts'
import { mortalGateway, type Moment, type Mortal } from './kills.ts'
import { plotOf } from './plot.ts'
import { probingOf, type Probe } from './probes.ts'
import { refusalNotes, type RuleRefusal } from './rule-refusals.ts'
import { clockSkews, credentials, dawn, dusk, instantsCompared, timeZone } from './scenery.ts'
import { trafficOf, type Traffic } from './traffic.ts'
import { openWhatsapp, type Whatsapp } from './whatsapp.ts'

export interface DayInput {
  readonly seed: number
  readonly customers: number
  /** How often the gateway is killed. */
  readonly kills: number
  /** Where its store is to be. */
  readonly folder: string
  /** Does nothing go wrong: no faults, and each webhook is taken in before anything else happens? */
  readonly calm?: boolean
  /** Is told how far the day has come. */
  readonly progress?: (at: Instant, words: string) => void
}

/** A day that was lived through; the gateway and WhatsApp are still up. */
export interface Lived {
  readonly calls: readonly Call[]
  readonly whatsapp: Whatsapp
  readonly mortal: Mortal
  readonly exchange: Exchange
  readonly store: string
  /** When phone numbers got a new owner. */
  readonly handedOn: ReadonlyMap<string, Instant>
  /** How far the gateway's clock was wrong. */
  readonly skew: Duration
  /** What is so at each instant that is compared, and in the end; of those on the way only the threads. */
  /** What the gateway refused by its rules. */
  readonly refusals: readonly RuleRefusal[]
  readonly probes: readonly Probe[]
  readonly truths: readonly { readonly at: Instant; readonly truth: Truth }[]
}

/** The end of the last caller's patience. */
const night = dusk + 14 * HOUR

/** Lives through the day: WhatsApp and the callers in this process, the gateway in one that is killed. */
export const liveThrough = async (input: DayInput): Promise<Lived> => {
  const { seed, customers, kills, folder, calm = false, progress = () => undefined } = input
  const line = exchange()
  let mortal: Mortal | null = null
  let traffic: Traffic | null = null
  const moment = (when: Moment['when']): void =>
    mortal?.moment({
      at: whatsapp.emulator.now(),
      orders: traffic?.begun() ?? 0,
      webhooksUnderWay: whatsapp.webhooksUnderWay() - (when === 'acknowledged' ? 1 : 0),
      sendsUnderWay: traffic?.underWay() ?? 0,
      when,
    })
  const gatewayUrl = (): string => mortal?.url() ?? nowhere
  const whatsapp = await openWhatsapp({ seed, calm, exchange: line, gatewayUrl, onMoment: moment })
  const { emulator } = whatsapp
  const { now } = emulator
  const { scenes, calls, threads } = await plotOf(seed, customers, whatsapp)
  const store = join(folder, 'hostile-day.db')
  const skew = skewOf(seed)
  const probing = probingOf({ seed, threads, emulator, exchange: line, whatsappUrl: whatsapp.url })
  const doubts = doubtsOf(whatsapp)
  const notes = refusalNotes(emulator, skew, doubts.excuseFor)
  const setup = { ...credentials, path: store, graphUrl: whatsapp.url, timeZone, skew }
  mortal = await mortalGateway({ seed, setup, now, times: kills, orders: calls.length })
  traffic = trafficOf({
    calls,
    exchange: line,
    gatewayUrl,
    now,
    isHanging: whatsapp.isHanging,
    nextHanging: whatsapp.nextHanging,
    onBegun: () => moment('begun'),
    onTold: (order, told) => {
      doubts.note(order, told)
      if (told.is === 'refused-by-rule') notes.note(order, told.codes)
    },
  })

  const truths: { at: Instant; truth: Truth }[] = []
  emulator.play(scenes)
  for (const at of stepsOf(customers)) {
    await mortal.revive(at)
    // What a gateway asked before it died is still dated by the step in which it asked.
    await whatsapp.answered()
    for (const instant of instantsCompared.filter((one) => one > now() && one <= at)) {
      await traffic.quiet()
      await emulator.advance(instant)
      truths.push({ at: instant, truth: { ...emulator.truth(), messages: [], refused: [], charges: [] } })
    }
    await emulator.advance(at)
    // Time stands still meanwhile: so both sides date a message alike. Webhooks are still on their way.
    await traffic.askDue(at)
    await notes.judge()
    doubts.endInstant()
    if (at <= dusk + 4 * HOUR) await probing.probe()
    const { attempts } = whatsapp.evidence
    progress(at, `${traffic.begun()} sends, ${attempts} webhooks, ${mortal.kills.length} kills`)
  }
  await settleDown(whatsapp, traffic)
  await notes.judge()
  truths.push({ at: now(), truth: emulator.truth() })
  const handedOn = new Map(
    scenes.flatMap(({ at, action }) =>
      action.do === 'take-over-number' ? [[action.customer, at] as const] : [],
    ),
  )
  return {
    calls,
    whatsapp,
    mortal,
    exchange: line,
    store,
    handedOn,
    skew,
    refusals: notes.all,
    probes: probing.all,
    truths,
  }
}

const skewOf = (seed: number): Duration => clockSkews[seed % clockSkews.length] ?? 0

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9'

/**
 * The instants at which callers ask: as many orders at once as keep both processes busy, and a second later a
 * caller that asks again at once, while WhatsApp's first webhooks about the message are still on their way.
 */
const stepsOf = (customers: number): readonly Instant[] => {
  const ofDay = Math.min(8 * MINUTE, Math.max(30_000, Math.ceil(400_000 / customers) * 1000))
  const steps: Instant[] = []
  for (let at = dawn; at <= night; at += at < dusk + 4 * HOUR ? ofDay : 10 * MINUTE)
    steps.push(at, at + 1_000)
  return steps
}

/** Until every webhook is delivered, and every caller has the last word there is. */
const settleDown = async ({ emulator, outbox, answered }: Whatsapp, traffic: Traffic): Promise<void> => {
  const leastRounds = 4
  await traffic.quiet()
  for (let round = 1; round <= 20; round++) {
    await answered()
    await emulator.advance(emulator.now() + 2 * MINUTE)
    await emulator.settle()
    await emulator.deliverPending()
    const { pending, held } = await outbox()
    if (round > leastRounds && pending + held === 0) return
    await traffic.askOpen()
  }
}
