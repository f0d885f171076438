import { setTimeout as wait } from 'node:timers/promises'
import { storeFailure } from '@guichet/runtime'
import { objectKey, objectName, type Question } from '../protocol.ts'

/** How gateways reach objects: through the ingress of any of Restate's nodes. */
export interface Ingress {
  /** Calls a handler that writes, once, however often it is asked on the way. */
  readonly call: <Answer>(phoneNumberId: string, handler: string, input: unknown) => Promise<Answer>
  /** Reads what an object knows. */
  readonly ask: <Answer>(phoneNumberId: string, question: Question) => Promise<Answer>
}

export interface IngressInput {
  /** Of each node, such as `http://127.0.0.1:8080`. */
  readonly addresses: readonly string[]
  /** Names this Guichet among several on one cluster; `guichet` unless given. */
  readonly space?: string
  /** How long to go on asking, in milliseconds; 15 seconds unless given. */
  readonly patience?: number
}

/** How long one node may take, in milliseconds: after that another one is asked under the same key. */
const nodePatience = 5_000

const firstPause = 20
const longestPause = 500

/** Rejects with a store failure once nobody has answered for as long as the patience lasts. */
export const ingressOf = ({ addresses, space = 'guichet', patience = 15_000 }: IngressInput): Ingress => {
  let turn = 0
  const request = async <Answer>(
    path: string,
    input: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    const deadline = performance.now() + patience
    const body = JSON.stringify(input)
    let pause = firstPause
    for (;;) {
      const address = addresses[turn % addresses.length] ?? ''
      const answer = await once(`${address}${path}`, body, headers)
      if ('value' in answer) return answer.value as Answer
      if (answer.isFinal || performance.now() + pause > deadline)
        throw storeFailure(answer.isFinal ? 'unsuitable' : 'unavailable', answer.reason, { isCertain: false })
      turn++
      await wait(pause)
      pause = Math.min(longestPause, pause * 2)
    }
  }
  const pathOf = (phoneNumberId: string, handler: string): string =>
    `/${objectName}/${encodeURIComponent(objectKey({ space, phoneNumberId }))}/${handler}`
  return {
    call: (phoneNumberId, handler, input) =>
      request(pathOf(phoneNumberId, handler), input, { 'idempotency-key': globalThis.crypto.randomUUID() }),
    ask: (phoneNumberId, question) => request(pathOf(phoneNumberId, 'read'), question, {}),
  }
}

type Once =
  | { readonly value: unknown }
  /** Asking again is of no use where it is final. */
  | { readonly reason: string; readonly isFinal: boolean }

const once = async (url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Once> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(nodePatience),
    })
    const text = await answer.text()
    if (answer.ok) return { value: text === '' ? null : (JSON.parse(text) as unknown) }
    // A node that has just started answers 404 for services that it will know in a moment.
    const isFinal = answer.status === 400 || answer.status === 413 || answer.status === 415
    return { reason: `Restate answers ${answer.status}: ${text.slice(0, 300)}`, isFinal }
  } catch (failure) {
    return { reason: `Restate at ${new URL(url).origin} has no answer: ${wordsOf(failure)}`, isFinal: false }
  }
}

const wordsOf = (failure: unknown): string => {
  if (!(failure instanceof Error)) return String(failure)
  return failure.cause instanceof Error ? failure.cause.message || failure.message : failure.message
}
