import { HOUR, MINUTE, type Duration, type Instant } from '@guichet/core'
import type { Exchange, HttpAnswer } from './exchange.ts'
import { clockHeader } from './gateway-setup.ts'
import type { Order } from './orders.ts'
import { requestOf } from './requests.ts'
import { credentials } from './scenery.ts'

/** The meaning of the gateway's answer for the caller. */
export type Told =
  | { readonly is: 'accepted'; readonly wamid: string; readonly isReplay: boolean }
  | { readonly is: 'refused-by-rule'; readonly codes: readonly string[] }
  | { readonly is: 'refused-by-whatsapp' }
  | { readonly is: 'unknown' }
  | { readonly is: 'in-progress' }
  /** Nothing was sent; it may be asked again after that time. */
  | { readonly is: 'failed'; readonly retryAfter: Duration }
  /** No answer came, or one that says that the gateway could not do it. */
  | { readonly is: 'lost' }
  /** Never what a careful caller should get. */
  | { readonly is: 'unexpected'; readonly status: number; readonly body: string }

/** An order and all that its caller was told, in order. */
export interface Call {
  readonly order: Order
  readonly told: Told[]
  /** When it is asked again; `null` when the answer is final. */
  againAt: Instant | null
}

/** Nothing was asked yet. */
export const newCall = (order: Order): Call => ({ order, told: [], againAt: order.at })

export interface CallerInput {
  readonly exchange: Exchange
  readonly gatewayUrl: () => string
  readonly now: () => Instant
  /** Is told every answer. */
  readonly onTold: (order: Order, told: Told) => void
}

/**
 * Asks once, with the order's key; without a final answer the same is asked again later, as a careful caller
 * does.
 */
export const askOnce = async (
  call: Call,
  { exchange, gatewayUrl, now, onTold }: CallerInput,
): Promise<void> => {
  const { order, told } = call
  call.againAt = null
  const { path, body } = requestOf(order)
  const one = await exchange
    .ask({
      url: gatewayUrl() + path,
      method: 'POST',
      headers: {
        authorization: `Bearer ${credentials.apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': order.key,
        [clockHeader]: String(now()),
      },
      body,
    })
    .then(read, (): Told => ({ is: 'lost' }))
  told.push(one)
  onTold(order, one)
  const wait = waitAfter(one, told.length)
  if (wait !== null) call.againAt = now() + wait
}

/** How long to wait for asking again; `null` where there is nothing more to ask. */
const waitAfter = (told: Told, times: number): Duration | null => {
  const usual = waits[Math.min(times, waits.length) - 1] ?? HOUR
  switch (told.is) {
    case 'failed':
      return Math.max(told.retryAfter, usual)
    case 'lost':
    case 'in-progress':
      return usual
    case 'unknown':
      // A status of it would have come by now.
      return times < 8 ? Math.max(MINUTE, usual) : null
    default:
      return null
  }
}

const waits = [1_000, 30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE]

const read = ({ status, headers, body }: HttpAnswer): Told => {
  const answer = parsed(body)
  const isReplay = headers['idempotency-replayed'] === 'true'
  if (status === 200) {
    const wamid = answer.message ?? answer.messages?.[0]?.id
    return typeof wamid === 'string' ? { is: 'accepted', wamid, isReplay } : unexpected(status, body)
  }
  const kind = answer.type?.split('/').at(-1) ?? answer.error?.guichet?.outcome
  if (answer.error?.guichet?.fault === 'access') return { is: 'failed', retryAfter: waitIn(headers) }
  switch (kind) {
    case 'refused-by-rule':
      return {
        is: kind,
        codes: (answer.reasons ?? answer.error?.guichet?.reasons ?? []).map(({ code }) => code),
      }
    case 'refused-by-whatsapp':
    case 'in-progress':
      return { is: kind }
    case 'fate-unknown':
    case 'unknown':
      return { is: 'unknown' }
    case 'throttled':
    case 'whatsapp-unreachable':
    case 'access-refused':
    case 'failed':
      return { is: 'failed', retryAfter: waitIn(headers) }
    case 'store-unavailable':
    case 'draining':
      return { is: 'lost' }
  }
  const isOfMeta = answer.error !== undefined && answer.error.guichet === undefined && status < 500
  return isOfMeta ? { is: 'refused-by-whatsapp' } : unexpected(status, body)
}

const waitIn = (headers: HttpAnswer['headers']): Duration => Number(headers['retry-after'] ?? 1) * 1000

const unexpected = (status: number, body: string): Told => ({ is: 'unexpected', status, body })

interface AnswerBody {
  readonly message?: string
  readonly messages?: readonly { readonly id?: string }[]
  readonly type?: string
  readonly reasons?: readonly { readonly code: string }[]
  readonly error?: {
    readonly guichet?: {
      readonly outcome?: string
      readonly fault?: string
      readonly reasons?: readonly { readonly code: string }[]
    }
  }
}

const parsed = (body: string): AnswerBody => {
  try {
    return JSON.parse(body) as AnswerBody
  } catch {
    return {}
  }
}
