import { setTimeout as wait } from 'node:timers/promises'

export interface RegisterInput {
  /** Restate's admin address, such as `http://localhost:9070`. */
  readonly admin: string
  /** Where its nodes reach the service. */
  readonly url: string
  /** How long to wait for the server, in milliseconds. */
  readonly patience: number
  readonly signal?: AbortSignal
}

/**
 * Has Restate call the objects at that address. An address that it knows already is asked anew only where what is served
 * there is the same. Rejects, saying why, where it refuses, or once nobody has answered for so long.
 */
export const register = async ({ admin, url, patience, signal }: RegisterInput): Promise<void> => {
  const deadline = performance.now() + patience
  for (;;) {
    const answer = await once(admin, url)
    if (answer === null) return
    if (answer.isFinal || performance.now() > deadline) throw new Error(answer.reason)
    await wait(300, undefined, signal === undefined ? {} : { signal })
  }
}

const once = async (
  admin: string,
  url: string,
): Promise<{ readonly reason: string; readonly isFinal: boolean } | null> => {
  try {
    const answer = await fetch(`${admin.replace(/\/+$/, '')}/deployments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ uri: url, force: false }),
      signal: AbortSignal.timeout(10_000),
    })
    const text = await answer.text()
    if (answer.ok) return null
    if (isUnsigned(text)) return { reason: reasonUnsigned(admin), isFinal: true }
    const isFinal =
      answer.status >= 400 && answer.status < 500 && answer.status !== 404 && answer.status !== 429
    return { reason: `Restate at ${admin} does not take the service: ${answer.status} ${text}`, isFinal }
  } catch (failure) {
    const words = failure instanceof Error ? failure.message : String(failure)
    return { reason: `Restate has no answer at ${admin}: ${words}`, isFinal: false }
  }
}

/** The service answers only servers with another identity key. Restate says so as it says of an address without an answer. */
const isUnsigned = (text: string): boolean => text.includes("got status code '401")

const reasonUnsigned = (admin: string): string =>
  `the service refuses Restate at ${admin}: that server signs with no key, or with another one than --identity-key`
