import { engine, isRight, settings } from '@guichet/core'
import { readWebhookText } from '@guichet/cloud-api'
import { realSurroundings, runtime, type Runtime, type Store } from '@guichet/runtime'
import { sqliteStore } from '@guichet/store-sqlite'
import { compareCharges, type ChargesCompared } from './compare/charges.ts'
import { disagreements } from './compare/disagreements.ts'
import { compareForeseen } from './compare/foreseen.ts'
import { compareMessages } from './compare/messages.ts'
import { compareOverHttp } from './compare/over-http.ts'
import { compareSends, type SendsCompared } from './compare/sends.ts'
import { tellAll } from './compare/threads.ts'
import type { Foreseen } from './compare/verdicts.ts'
import { compareWebhooks, type WebhooksCompared } from './compare/webhooks.ts'
import { compareWindows, type WindowsCompared } from './compare/windows.ts'
import { liveThrough, type DayInput, type Lived } from './day.ts'
import type { Kill } from './kills.ts'
import { numberSettings, timeZone } from './scenery.ts'

/** What came of a hostile day. */
export interface HostileDay {
  readonly seed: number
  readonly customers: number
  /** How many phone numbers got a new owner in the course of it. */
  readonly handedOn: number
  /** How far the gateway's clock was ahead, in milliseconds. */
  readonly clockSkew: number
  readonly threads: number
  readonly orders: number
  readonly webhooks: WebhooksCompared & { readonly attempts: number; readonly givenUp: number }
  readonly sends: SendsCompared
  readonly messages: Readonly<Record<string, number>>
  readonly charges: ChargesCompared
  readonly windows: WindowsCompared
  readonly refusals: Foreseen
  readonly askedOverHttp: number
  /** How often each fault struck. */
  readonly faults: Readonly<Record<string, number>>
  readonly kills: readonly Kill[]
  /** How the gateway ended when it was asked to. */
  readonly exitCode: number | null
  /** What the gateway logged as an error or a warning, by its name. */
  readonly logged: Readonly<Record<string, number>>
  readonly disagreements: number
  readonly disagreementsByKind: Readonly<Record<string, number>>
  /** The first of them, in words. */
  readonly words: readonly string[]
  readonly seconds: { readonly living: number; readonly comparing: number }
}

/** Lives through a hostile day, and compares what the gateway has of it with what WhatsApp has. */
export const hostileDay = async (input: DayInput): Promise<HostileDay> => {
  const began = performance.now()
  const lived = await liveThrough(input)
  const compareFrom = performance.now()
  const found = disagreements()
  try {
    const askedOverHttp = await compareOverHttp(lived, input.seed, found)
    const exitCode = await lived.mortal.stop()
    const store = await sqliteStore({ path: lived.store })
    const reader = readerOf(store, lived)
    try {
      const { truth } = lastOf(lived)
      const told = await tellAll(reader, truth, found)
      const { evidence, emulator } = lived.whatsapp
      const { lost } = await lived.whatsapp.outbox()
      return {
        seed: input.seed,
        customers: input.customers,
        handedOn: lived.handedOn.size,
        clockSkew: lived.skew,
        threads: truth.threads.length,
        orders: lived.calls.length,
        webhooks: {
          ...(await compareWebhooks(store, evidence, found)),
          attempts: evidence.attempts,
          givenUp: lost,
        },
        sends: await compareSends(lived.calls, evidence, truth, reader, told.threads, found),
        messages: compareMessages(truth, told, found),
        charges: compareCharges(truth, told, found),
        windows: await compareWindows(lived, reader, found),
        refusals: await compareForeseen({ ...lived, truth }, reader, found),
        askedOverHttp,
        faults: emulator.faultsMet(),
        kills: lived.mortal.kills,
        exitCode,
        logged: countLog(lived.mortal.log()),
        disagreements: found.count(),
        disagreementsByKind: found.byKind(),
        words: found.first(),
        seconds: {
          living: Math.round((compareFrom - began) / 1000),
          comparing: Math.round((performance.now() - compareFrom) / 1000),
        },
      }
    } finally {
      await reader.close()
    }
  } finally {
    lived.exchange.close()
    await lived.whatsapp.close()
  }
}

const lastOf = ({ truths }: Lived): Lived['truths'][number] => {
  const last = truths.at(-1)
  if (last === undefined) throw new Error('the day never came to its end')
  return last
}

/** Reads what the gateway left in its store; it sends nothing. */
const readerOf = (store: Store, lived: Lived): Runtime => {
  const rules = settings({ timeZone, phoneNumbers: numberSettings })
  const { at } = lastOf(lived)
  return runtime({
    engine: engine(isRight(rules) ? rules.right : undefined),
    store,
    read: readWebhookText,
    transport: { send: () => Promise.resolve({ outcome: 'failed', reason: 'nobody sends', retryAfter: 0 }) },
    surroundings: { ...realSurroundings, now: () => at },
  })
}

const countLog = (lines: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const line of lines) {
    const name = /"event":"([^"]+)"/.exec(line)?.[1] ?? line.slice(0, 120)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}
