import {
  bodyFor,
  callRequestIn,
  contentOf,
  problemsOfMessage,
  textMessage,
  type Composed,
} from '@guichet/cloud-api'
import type { Content, Problem } from '@guichet/core'
import type { Message as BoundMessage, Runtime, SendResult } from '@guichet/runtime'

/** A text, or what one of the composing functions gives. */
export type Message = string | Composed

/** A message and where it goes. */
export interface ToSend {
  /** The id of the business phone number to send from. */
  readonly phoneNumberId: string
  /** The customer or the group, by any id. */
  readonly to: string
  readonly message: Message
  /** What to send in its place where the rules refuse it, such as a template outside the window. */
  readonly otherwise?: Message
  /** With the same one nothing is sent twice. Without one, each call is a new message. */
  readonly key?: string
}

/** WhatsApp would refuse the message because of its form; nothing was sent. */
export interface Malformed {
  readonly outcome: 'malformed'
  readonly problems: readonly Problem[]
}

/** What became of a message: the runtime's outcomes, and `malformed`. */
export type Sent = SendResult | Malformed

/** Sends a message if its form is right and the rules allow it; at most once for each key. */
export const send = async (
  runtime: Pick<Runtime, 'send'>,
  { phoneNumberId, to, message, otherwise, key }: ToSend,
): Promise<Sent> => {
  const first = boundTo(to, message)
  const second = otherwise === undefined ? undefined : boundTo(to, otherwise)
  const problems = [...first.problems, ...(second?.problems ?? [])]
  if (problems.length > 0) return { outcome: 'malformed', problems }
  return runtime.send({
    phoneNumberId,
    recipient: to,
    ...first.bound,
    ...(second === undefined ? {} : { otherwise: second.bound }),
    ...(key === undefined ? {} : { key }),
  })
}

const boundTo = (
  to: string,
  message: Message,
): { readonly bound: BoundMessage; readonly problems: readonly Problem[] } => {
  const composed = typeof message === 'string' ? textMessage(message) : message
  const body = bodyFor(to, composed)
  const read = contentOf(body)
  const asksToCall = callRequestIn(body)
  const content: Content = read.ok ? read.content : { kind: 'service' }
  return {
    bound: { content, body, ...(asksToCall === null ? {} : { asksToCall }) },
    problems: [
      ...problemsOfMessage(composed),
      ...(read.ok ? [] : [{ path: `$${read.part}`, reason: read.reason }]),
    ],
  }
}
