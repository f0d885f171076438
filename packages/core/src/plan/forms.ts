import type { AskInput } from '../ask/ask-input.ts'
import { isMessageQuestion, type Question } from '../ask/question.ts'
import { sendabilityOf, type Template } from '../template/template.ts'
import type { PlanRequest } from './request.ts'

/** A form in which the message may go out. */
export interface Form {
  readonly message: Question
  /** Does the request name it? */
  readonly isAsked: boolean
}

/**
 * The forms of the request; a service message beside templates; and where no template is named, beside a service
 * message, the first approved template of each category.
 */
export const formsOf = ({ message, orAs = [] }: PlanRequest, input: AskInput): readonly Form[] => {
  const asked = [message, ...orAs]
  const has = (kind: Question['kind']): boolean => asked.some((one) => one.kind === kind)
  const others: readonly Question[] =
    !asked.every(isMessageQuestion) || has('reaction')
      ? []
      : has('template')
        ? has('service')
          ? []
          : [{ kind: 'service' }]
        : templatesByCategory(input)
  return [
    ...asked.map((one) => ({ message: one, isAsked: true })),
    ...others.map((one) => ({ message: one, isAsked: false })),
  ]
}

/** Are templates looked for, while not all of them are known? */
export const missesTemplates = ({ message, orAs = [] }: PlanRequest, { templates, at }: AskInput): boolean =>
  [message, ...orAs].every(({ kind }) => kind === 'service') && !templates.isComplete(at)

const templatesByCategory = ({ templates, at }: AskInput): readonly Question[] => {
  const first = new Map<string | null, Template>()
  for (const template of templates.all(at))
    if (sendabilityOf(template) === 'sendable' && !first.has(template.category))
      first.set(template.category, template)
  return [...first.values()].map(({ name, language, category }) => ({
    kind: 'template',
    name,
    language,
    ...(category === null ? {} : { category }),
  }))
}
