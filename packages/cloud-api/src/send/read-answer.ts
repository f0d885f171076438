import type { Instant } from '@guichet/core'
import type { Answer } from './answer.ts'
import { graphErrorIn } from './graph-error.ts'
import { httpDate } from './http-date.ts'
import type { Doubt } from './outcome.ts'
import { retryAfterOf } from './retry-after.ts'

/** A thousand times the longest answer of the messages endpoint, in bytes. */
const LONGEST_ANSWER = 1_000_000

/** Reads an answer, at most a megabyte of it; a `Doubt` if it is incomplete. */
export const readAnswer = async (
  response: Response,
  accessToken: string,
  now: () => Instant,
): Promise<Answer | Doubt> => {
  const { status, body } = response
  const { headers } = response
  const head = { status, date: httpDate(headers.get('date')), retryAfter: retryAfterOf(headers, now) }
  if (body === null) return { ...head, body: undefined }
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > LONGEST_ANSWER) {
      // Not awaited: a server that sends too much may also never close.
      reader.cancel().catch(() => undefined)
      return 'answer-too-long'
    }
    text += decoder.decode(value, { stream: true })
  }
  return { ...head, body: parse(text + decoder.decode(), accessToken) }
}

/**
 * Some of Meta's errors quote the access token; an outcome must not contain it, because callers store and
 * show it.
 */
const parse = (text: string, accessToken: string): unknown => {
  try {
    const body: unknown = JSON.parse(text)
    return graphErrorIn(body) === undefined ? body : JSON.parse(text, without(accessToken))
  } catch {
    return undefined
  }
}

const without =
  (secret: string) =>
  (_: string, value: unknown): unknown =>
    typeof value === 'string' ? value.replaceAll(secret, '[access token]') : value
