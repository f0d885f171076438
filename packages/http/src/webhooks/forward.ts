import { createHash, createHmac } from 'node:crypto'
import type { Duration } from '@guichet/core'
import type { NotDelivered, NoticeKind } from '@guichet/runtime'

/** An endpoint that webhooks or events are forwarded to, such as a bot that used to receive them from Meta. */
export interface ForwardTarget {
  /** Where they go. */
  readonly url: string
  /** Where they wait: the same for the same address, also after a restart. */
  readonly queue: string
  /** Does it get Meta's webhooks as they came? */
  readonly takesWebhooks: boolean
  /** The events of the gateway that it gets. */
  readonly notices: readonly NoticeKind[]
  /** Signs these; `null` where it gets none. */
  readonly secret: string | null
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** How long it may take to answer, in milliseconds. */
  readonly timeout: Duration
}

const prefix = 'forward:'

/** Is it the queue of any address? */
export const isForwardQueue = (queue: string): boolean => queue.startsWith(prefix)

/** The queue of an address. */
export const queueOf = (url: string): string =>
  `${prefix}${createHash('sha256').update(url).digest('hex').slice(0, 16)}`

/** A webhook as it came. */
export interface SignedWebhook {
  readonly body: Uint8Array
  /** The value of `X-Hub-Signature-256`; it is valid at the endpoint, too. */
  readonly signature: string
}

/** An event of the gateway, signed for its endpoint as Meta signs webhooks. */
export const signedNotice = (payload: string, secret: string): SignedWebhook => ({
  body: Buffer.from(payload),
  signature: `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`,
})

/** Forwards the same bytes; resolves with `null`, or with why the endpoint did not accept them. */
export const forward = async (
  { body, signature }: SignedWebhook,
  { url, fetch, timeout }: ForwardTarget,
): Promise<NotDelivered | null> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body: Buffer.from(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    })
    await answer.body?.cancel()
    if (answer.ok) return null
    const fault = ofTarget.has(answer.status) ? 'target' : 'parcel'
    return { reason: `it answered ${answer.status}`, fault }
  } catch (failure) {
    const isLate = failure instanceof Error && failure.name === 'TimeoutError'
    return { reason: isLate ? 'it took too long' : 'it cannot be reached', fault: 'target' }
  }
}

/** What says nothing of this webhook: the endpoint takes none now. */
const ofTarget: ReadonlySet<number> = new Set([429, 502, 503, 504])
