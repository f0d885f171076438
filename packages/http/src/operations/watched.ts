import type { Instant } from '@guichet/core'
import type { WebhookReader } from '@guichet/runtime'
import type { ClockWatch } from './clock-watch.ts'

/** Reads webhooks as `read` does, and compares the newest timestamp in each with the clock. */
export const watchedReader =
  (read: WebhookReader, clock: Pick<ClockWatch, 'received'>): WebhookReader =>
  (text, circumstances) => {
    const reading = read(text, circumstances)
    const stamped = reading.events.reduce((newest, { at }) => Math.max(newest, at), -Infinity)
    if (stamped > -Infinity) clock.received(stamped, circumstances.receivedAt)
    return reading
  }

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Fetches as `fetch` does, and compares the `Date` of each answer with the clock. */
export const watchedFetch =
  (fetch: Fetch, clock: Pick<ClockWatch, 'dated'>, now: () => Instant): Fetch =>
  async (url, init) => {
    const askedAt = now()
    const answer = await fetch(url, init)
    const date = Date.parse(answer.headers.get('date') ?? '')
    // A cached answer carries an old date.
    if (!Number.isNaN(date) && !answer.headers.has('age')) clock.dated(date, askedAt, now())
    return answer
  }
