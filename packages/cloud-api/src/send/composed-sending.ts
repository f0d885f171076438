import { problemsInWords } from '@guichet/core'
import { bodyFor } from '../compose/body-for.ts'
import { problemsOfMessage } from '../compose/check.ts'
import type { Composed } from '../compose/composed.ts'
import { no, type NotMade } from '../graph/target.ts'
import type { Outgoing } from './request.ts'

/** A composed message and its recipient, in place of a body. It is checked before it is sent. */
export interface OutgoingComposed extends Omit<Outgoing, 'body'> {
  /** The customer or the group, by any id. */
  readonly to: string
  readonly message: Composed
}

/** The message with its body, or what WhatsApp would refuse about its form. */
export const withBody = ({
  to,
  message,
  ...others
}: OutgoingComposed): { readonly ok: true; readonly outgoing: Outgoing } | NotMade => {
  if (typeof to !== 'string' || to === '') return no('the message has no recipient: name one with `to`')
  const problems = problemsOfMessage(message)
  if (problems.length > 0) return no(problemsInWords(problems))
  return { ok: true, outgoing: { ...others, body: bodyFor(to, message) } }
}
