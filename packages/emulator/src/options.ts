import type { Faults } from './faults.ts'
import type { Clock } from './time/agenda.ts'
import type { Instant } from './time/instant.ts'

/** The options of an emulator. */
export interface EmulatorOptions {
  /** The only access token that the API accepts. */
  readonly accessToken: string
  /** The app secret that signs webhooks. */
  readonly appSecret: string
  /** The address of webhooks; without it none are sent. */
  readonly webhook?: string
  /** Sends a webhook; it may reject. Default: `fetch`, with ten seconds for an answer. */
  readonly deliver?: Deliver
  /** The first emulated instant. Default: the clock's. */
  readonly start?: Instant
  /** The clock that moves emulated time. Default: with `start` only `advance`, else the system's clock. */
  readonly clock?: Clock
  /** The seed of everything random. Default 1. */
  readonly seed?: number
  /** The id of the default account. */
  readonly account?: string
  /** The time zone of the account, in which days and months begin (POS-30). Default `UTC`. */
  readonly timeZone?: string
  /** The business phone numbers. Default: one. */
  readonly phoneNumbers?: readonly PhoneNumber[]
  /** The initial templates, announced by webhooks. Default: those of a shop. */
  readonly templates?: readonly NewTemplate[]
  /** The initial faults. Default: none. */
  readonly faults?: Partial<Faults>
  /** Receives each request that waits for an answer that never comes (the fault `answerNever`). */
  readonly onUnanswered?: (request: Request) => void
  /**
   * A service message outside the window is accepted and fails with 131047 by a webhook, as with WhatsApp
   * (CSW-3, SEND-3), or is refused at once. Default `fails-later`.
   */
  readonly outsideWindow?: 'fails-later' | 'is-refused'
  /** How many customers the accounts may write to first in 24 hours (LIM-20). Default `null`, any number; others are told. */
  readonly messagingLimit?: number | null
  /** How many messages a second a phone number passes, sent and received (LIM-35). Default 80. */
  readonly perSecond?: number
  /** How messages to one customer are slowed down (POS-34). Default `debt`. */
  readonly pairRateModel?: 'debt' | 'bucket'
  /** Whether the pair rate (LIM-25) and the throughput (LIM-35) are limited. Default true. */
  readonly limits?: boolean
  /** How long the review of a new template takes, in milliseconds. Default one minute. */
  readonly reviewTakes?: number
  /**
   * How many webhooks may be in flight at once. Default 1: each is answered before anything else happens, so
   * that the order is the same every time. With more, `advance` leaves up to this many unanswered, and
   * `settle` waits for those.
   */
  readonly webhooksAtOnce?: number
  /** The share of calls of the business that customers pick up. Default 0.7. */
  readonly pickUpShare?: number
  /** The share of delivered messages that customers read. Default 0.8. */
  readonly readShare?: number
}

/** A business phone number. */
export interface PhoneNumber {
  readonly id: string
  /** Digits, with the country's code first. */
  readonly number: string
  readonly verifiedName: string
  /** ISO 3166. Numbers of some countries cannot call (CALL-10); default one that can. */
  readonly country?: string
  /** Its account. Default: the emulator's. */
  readonly account?: string
}

/** A template as it is registered. */
export interface NewTemplate {
  /** Its account. Default: the emulator's. */
  readonly account?: string
  readonly name: string
  readonly language: string
  readonly category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'
  /** Meta's status word. Default `APPROVED`. */
  readonly status?: string
  /** The text of the body, with `{{1}}` for its parameters. */
  readonly text: string
}

/** A webhook to send. */
export interface WebhookRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The exact text that is signed; ASCII only. */
  readonly body: string
}

/** Sends a webhook and gives the HTTP status of the answer. */
export type Deliver = (request: WebhookRequest) => Promise<{ readonly status: number }>

/** The options with all defaults. */
export type Settings = Required<Omit<EmulatorOptions, 'webhook' | 'faults'>> & {
  readonly webhook: string | null
  readonly faults: Partial<Faults>
}

/** Fills in the defaults. */
export const settingsOf = (options: EmulatorOptions): Settings => {
  const { start } = options
  const clock = options.clock ?? (start === undefined ? { now: Date.now } : { now: () => start })
  return {
    deliver: deliverByFetch,
    seed: 1,
    account: '900000000000001',
    timeZone: 'UTC',
    phoneNumbers: [{ id: '100000000000001', number: '33639980000', verifiedName: 'La Boutique' }],
    templates: shopTemplates,
    faults: {},
    onUnanswered: () => {},
    outsideWindow: 'fails-later',
    messagingLimit: null,
    perSecond: 80,
    pairRateModel: 'debt',
    limits: true,
    reviewTakes: 60_000,
    webhooksAtOnce: 1,
    pickUpShare: 0.7,
    readShare: 0.8,
    ...options,
    clock,
    start: start ?? clock.now(),
    webhook: options.webhook ?? null,
  }
}

const deliverByFetch: Deliver = async ({ url, headers, body }) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  })
  await answer.body?.cancel()
  return { status: answer.status }
}

/** The templates of a small shop. */
export const shopTemplates: readonly NewTemplate[] = [
  {
    name: 'order_confirmed',
    language: 'en',
    category: 'UTILITY',
    text: 'Thank you, {{1}}. Your order {{2}} is confirmed.',
  },
  { name: 'parcel_sent', language: 'en', category: 'UTILITY', text: 'Your parcel {{1}} is on its way.' },
  { name: 'autumn_sale', language: 'en', category: 'MARKETING', text: 'Our autumn sale has begun.' },
  { name: 'login_code', language: 'en', category: 'AUTHENTICATION', text: 'Your code is {{1}}.' },
  { name: 'hello_world', language: 'en_US', category: 'UTILITY', text: 'Hello world' },
]
