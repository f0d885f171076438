import { contentOf, customerOf, errorCode, metaErrors, outcomeOfAnswer } from '@guichet/cloud-api'
import { explain, isRight, type Content, type Refusal, type TooOld } from '@guichet/core'
import { left } from '@guichet/core/adapter'
import type { Runtime, Surroundings } from '@guichet/runtime'

/** The part of `fetch` that clients use. */
export type Fetching = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** A message on its way, as far as the rules care. */
interface OnItsWay {
  readonly phoneNumberId: string
  readonly customer: string
  readonly content: Content
}

/**
 * A `fetch` for a client of the Cloud API: it asks the rules before each message. What they refuse is answered as
 * WhatsApp does, without a request; all else goes on as it is, and what WhatsApp accepts is kept.
 */
export const gated =
  (
    runtime: () => Promise<Pick<Runtime, 'ask' | 'record'>>,
    now: Surroundings['now'],
    through: Fetching,
  ): Fetching =>
  async (input, init) => {
    const request = new Request(input, init)
    const message = await messageIn(request.clone())
    if (message === null) return through(request)
    const bound = await runtime()
    const { content, ...thread } = message
    const answer = await bound.ask(thread, content)
    if (!isRight(answer)) return refusal(answer.left)
    const response = await through(request)
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined)
    const outcome = outcomeOfAnswer({ status: response.status, body })
    if (outcome.outcome === 'accepted')
      await bound.record([
        { type: 'business-messaged', id: outcome.wamid, at: outcome.at ?? now(), ...thread, content },
      ])
    return response
  }

const path = /^(?:\/v\d+\.\d+)?\/(?<phoneNumberId>[\w-]+)\/(?:messages|marketing_messages)$/

/** The message that a request sends; `null` for any other request, which is none of the rules' business. */
const messageIn = async (request: Request): Promise<OnItsWay | null> => {
  const { phoneNumberId } = path.exec(new URL(request.url).pathname)?.groups ?? {}
  if (request.method !== 'POST' || phoneNumberId === undefined) return null
  const body: unknown = await request.json().catch(() => undefined)
  const read = contentOf(body)
  const customer = customerOf(body)
  return read.ok && customer !== null ? { phoneNumberId, customer, content: read.content } : null
}

const refusal = (answer: Refusal | TooOld): Response => {
  const { code, status } =
    answer.answer === 'refused' ? metaErrors[answer.reasons[0].code] : { code: 131016, status: 503 }
  const error = {
    message: `(#${code}) ${errorCode(code).meaning}`,
    type: 'OAuthException',
    code,
    error_data: { messaging_product: 'whatsapp', details: explain(left(answer)) },
    fbtrace_id: 'guichet',
  }
  return Response.json({ error }, { status })
}
