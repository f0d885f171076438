import type { Duration } from '@guichet/core'

/** Forwards webhooks, such as to a bot that used to receive them from Meta. */
export interface ForwardTarget {
  /** Where they go. */
  readonly url: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** How long it may take to answer, in milliseconds. */
  readonly timeout: Duration
}

/** A webhook as it came. */
export interface SignedWebhook {
  readonly body: Uint8Array
  /** The value of `X-Hub-Signature-256`; it is valid at the endpoint, too. */
  readonly signature: string
}

/** Forwards the same bytes; resolves with `null`, or with why the endpoint did not accept them. */
export const forward = async (
  { body, signature }: SignedWebhook,
  { url, fetch, timeout }: ForwardTarget,
): Promise<string | null> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      body: Buffer.from(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    })
    await answer.body?.cancel()
    return answer.ok ? null : `it answered ${answer.status}`
  } catch (fault) {
    return fault instanceof Error && fault.name === 'TimeoutError'
      ? 'it took too long'
      : 'it cannot be reached'
  }
}
