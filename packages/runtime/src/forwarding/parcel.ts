import { isThreadEvent, type Event, type Instant } from '@guichet/core'
import { storeFailure } from '../store/failure.ts'
import type { JobRow, NewJob } from '../store/jobs.ts'
import { digestOf } from '../text.ts'

/** A webhook body that is handed on as it came, once it is durable here. */
export interface Parcel {
  /** One for each endpoint that gets it. */
  readonly queues: readonly string[]
  /** The value of `X-Hub-Signature-256`. */
  readonly signature: string
  /** The body, as a text that a store can hold. */
  readonly payload: string
  /** The place of the request that brought it, so that its delivery stands in the same trace; none unless given. */
  readonly traceparent?: string
}

/** What is known of a parcel on its way. */
export interface ParcelWords {
  /** Parcels that share one are delivered one after the other: the customers, at their phone numbers. */
  readonly lanes: readonly string[]
  /** `*`: a webhook as it came; else the type of a notice. Earlier versions did not write it. */
  readonly event?: string
  /** The value of `X-Hub-Signature-256`; empty for a notice, which is signed when it leaves. */
  readonly signature: string
  readonly attempts: number
  /** Since when it is tried. */
  readonly since: Instant
  /** Not tried again before; `null`: as soon as its turn comes. */
  readonly retryAt: Instant | null
  /** Why the last try failed, in words. */
  readonly reason: string | null
  /** The place in the trace of what brought it. */
  readonly traceparent?: string
}

/** The jobs of a body that has these events. The same body gives the same jobs. */
export const parcelsFor = (
  { queues, signature, payload, traceparent }: Parcel,
  source: string,
  events: readonly Event[],
  madeAt: Instant,
): readonly NewJob[] => {
  const lanes = [...new Set(events.flatMap(lanesOf))]
  const text = parcelText({
    lanes: lanes.length === 0 ? ofNoCustomer : lanes,
    madeAt,
    signature,
    ...(traceparent === undefined ? {} : { traceparent }),
  })
  return queues.map((queue) => ({
    id: digestOf(`${queue}\n${source}`).slice(0, 32),
    queue,
    phoneNumberId: '',
    awaits: null,
    dueAt: null,
    madeAt,
    text,
    payload,
  }))
}

/** The words of a parcel that was not tried yet. */
export const parcelText = ({
  lanes,
  madeAt,
  event = '*',
  signature = '',
  traceparent,
}: Pick<ParcelWords, 'lanes'> & Partial<ParcelWords> & { readonly madeAt: Instant }): string => {
  const words: ParcelWords = {
    lanes,
    event,
    signature,
    attempts: 0,
    since: madeAt,
    retryAt: null,
    reason: null,
    ...(traceparent === undefined ? {} : { traceparent }),
  }
  return JSON.stringify(words)
}

const lanesOf = (event: Event): readonly string[] => {
  if (!isThreadEvent(event)) return ofNoCustomer
  const { phoneNumberId, customer, aliases = [] } = event
  return lanesOfCustomer(phoneNumberId, [customer, ...aliases])
}

/** The lanes of what is about no customer. */
export const ofNoCustomer: readonly string[] = ['']

/** One for each id of the customer, so that what names them otherwise waits, too. */
export const lanesOfCustomer = (phoneNumberId: string, ids: readonly string[]): readonly string[] =>
  [...new Set(ids)].map((id) => JSON.stringify([phoneNumberId, id]))

/** Reads what is known of a parcel. Throws a store failure where it is something else. */
export const wordsOf = ({ id, text }: JobRow): ParcelWords => {
  try {
    const words: unknown = JSON.parse(text)
    if (isWords(words)) return words
  } catch {
    // Reported below, as every other text that is none.
  }
  throw storeFailure('corrupt', `the store holds a webhook to hand on that cannot be read: ${id}`)
}

/** Only this file and the worker write them, so two members are enough to know them by. */
const isWords = (u: unknown): u is ParcelWords =>
  typeof u === 'object' && u !== null && 'lanes' in u && Array.isArray(u.lanes) && 'signature' in u
