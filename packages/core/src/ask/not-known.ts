import type { Question } from './question.ts'
import type { AskInput } from './ask-input.ts'

/**
 * What would have a say in an answer, if only anything were known of it; in the order in which answers name
 * it. What is not known refuses nothing.
 */
const matters = ['templates'] as const

/** Something that would count for an answer, and is not known. */
export type NotKnown = (typeof matters)[number]

/** What the answer to a question does without; empty when all is known. */
export const notKnownFor = (question: Question, input: AskInput): readonly NotKnown[] =>
  matters.filter((matter) => isNotKnown[matter](question, input))

const isNotKnown: Readonly<Record<NotKnown, (question: Question, input: AskInput) => boolean>> = {
  /** The account has no list of its templates, and no event names this one. */
  templates: (question, { templates, at }) =>
    question.kind === 'template' &&
    !templates.isComplete(at) &&
    templates.named(question.name, question.language ?? null, at).length === 0,
}
