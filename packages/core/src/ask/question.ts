import { Word, oneOf } from '../event/codec-parts.ts'
import { problemsOf, show, type Problem } from '../problem.ts'
import { E, t } from '../prelude.ts'
import type { Content, TemplateContent } from '../event/event.ts'

/** What is asked about: a message, a call, or a request for permission to call. */
export type Question = MessageQuestion | CallQuestion

/** A service message, a reaction, or a template; its language may be left open. */
export type MessageQuestion = Exclude<Content, TemplateContent> | TemplateQuestion

export type TemplateQuestion = Omit<TemplateContent, 'language'> & {
  readonly language?: string
  /** The Graph API's way of sending it, where it is not the usual one (LIM-41). */
  readonly endpoint?: 'messages' | 'marketing_messages'
}

/** A call of the business, or a request for permission that a free-form message or a template carries (CALL-13). */
export type CallQuestion =
  | { readonly kind: 'call' }
  | { readonly kind: 'call-permission-request'; readonly by: 'service' | 'template' }

/** Is it a message, and not a call or a request? */
export const isMessageQuestion = (question: Question): question is MessageQuestion =>
  question.kind !== 'call' && question.kind !== 'call-permission-request'

const Endpoint = oneOf('Endpoint', ['messages', 'marketing_messages'])

const TemplateQuestionCodec = t.intersection([
  t.type({ kind: t.literal('template'), name: Word }),
  t.partial({ language: Word, category: Word, endpoint: Endpoint }),
])

/**
 * Reads the message of a question: like a `business-messaged` event's content, the language optional.
 *
 * @example
 * parseQuestion({ kind: 'template', name: 'hello' }) //=> { _tag: 'Right', right: { kind: 'template', name: 'hello' } }
 * isLeft(parseQuestion({ kind: 'text' })) //=> true
 */
export const parseQuestion = (u: unknown): E.Either<readonly Problem[], Question> => {
  const kind = typeof u === 'object' && u !== null && 'kind' in u ? u.kind : undefined
  if (kind === 'service' || kind === 'reaction') return E.right({ kind })
  if (kind === 'call') return E.right({ kind })
  if (kind === 'call-permission-request') return parseRequest(u)
  if (kind !== 'template')
    return E.left([
      {
        path: '$.kind',
        reason: `not one of service, reaction, template, call, call-permission-request: ${show(kind)}`,
      },
    ])
  const read = TemplateQuestionCodec.decode(u)
  return E.isRight(read) ? read : E.left(problemsOf(read.left))
}

const parseRequest = (u: unknown): E.Either<readonly Problem[], Question> => {
  const by = typeof u === 'object' && u !== null && 'by' in u ? u.by : undefined
  return by === 'service' || by === 'template'
    ? E.right({ kind: 'call-permission-request', by })
    : E.left([{ path: '$.by', reason: `not one of service, template: ${show(by)}` }])
}
