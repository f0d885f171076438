import { Word } from '../event/codec-parts.ts'
import { problemsOf, show, type Problem } from '../problem.ts'
import { E, t } from '../prelude.ts'
import type { Content, TemplateContent } from '../event/event.ts'

/** What is asked about: a service message, a reaction, or a template; its language may be left open. */
export type Question =
  Exclude<Content, TemplateContent> | (Omit<TemplateContent, 'language'> & { readonly language?: string })

const TemplateQuestion = t.intersection([
  t.type({ kind: t.literal('template'), name: Word }),
  t.partial({ language: Word, category: Word }),
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
  if (kind !== 'template')
    return E.left([{ path: '$.kind', reason: `not one of service, reaction, template: ${show(kind)}` }])
  const read = TemplateQuestion.decode(u)
  return E.isRight(read) ? read : E.left(problemsOf(read.left))
}
