import { isPermissionKnown } from '../thread/calls.ts'
import type { AskInput } from './ask-input.ts'
import { windowClosesAt } from './checks/window.ts'
import { matters, type NotKnown } from './matters.ts'
import { isMessageQuestion, type Question } from './question.ts'

/** What the answer to a question does without; empty when all is known. */
export const notKnownFor = (question: Question, input: AskInput): readonly NotKnown[] =>
  matters.filter((matter) => isNotKnown[matter](question, input))

const isNotKnown: Readonly<Record<NotKnown, (question: Question, input: AskInput) => boolean>> = {
  /** The account has no list of its templates, and no event names this one. */
  templates: (question, { templates, at }) =>
    question.kind === 'template' &&
    !templates.isComplete(at) &&
    templates.named(question.name, question.language ?? null, at).length === 0,
  /** It has a say only in what begins a conversation with a template. */
  'messaging-limit': (question, input) =>
    (question.kind === 'template' ||
      (question.kind === 'call-permission-request' && question.by === 'template')) &&
    input.account.messagingLimit === null &&
    input.account.group === 'none' &&
    windowClosesAt(input) === null,
  restrictions: (_, { account }) => account.restrictions === null,
  /** Calls are no messages. */
  throughput: ({ kind }, { account }) => kind !== 'call' && account.throughput === null,
  'call-permission': (question, { standing }) =>
    !isMessageQuestion(question) && !isPermissionKnown(standing.calls),
}
