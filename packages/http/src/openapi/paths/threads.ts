import { examples } from '../examples.ts'
import { longListQuery, threadQuery, threadsQuery, timelineQuery } from '../../questions/queries.ts'
import { found, problemAnswer, problemOf, queryOf, threadParameters, usual } from './make.ts'
import type { Operation, Paths } from '../types.ts'

const tags = ['Threads']

const threads: Operation = {
  operationId: 'listThreads',
  tags,
  summary: 'Which threads need a message soon?',
  description:
    'Lists the threads whose customer service window closes, or whose free entry point needs a reply, ' +
    'within a time from now, the soonest first; or those whose last word is the customer’s, who has waited longest ' +
    'first. Exactly one of the three parameters is required. ' +
    'Durations are ISO 8601 in weeks, days, hours, minutes and seconds.',
  parameters: queryOf(threadsQuery, { 'closing-within': 'PT1H', 'reply-within': 'PT24H' }),
  responses: {
    '200': found('Threads', 'The threads.', examples.threads),
    '400': problemAnswer('InvalidParameter'),
    ...usual,
  },
}

const thread: Operation = {
  operationId: 'readThread',
  tags,
  summary: 'What is the state of a thread?',
  parameters: [...threadParameters, ...queryOf(threadQuery)],
  responses: {
    '200': found('ThreadNow', 'The thread and its state.', examples.thread),
    '400': problemAnswer('InvalidParameter'),
    '404': problemAnswer('NotFound'),
    '422': problemOf('The instant lies before the facts that are kept.'),
    ...usual,
  },
}

const history: Operation = {
  operationId: 'readHistory',
  tags,
  summary: 'What happened in a thread?',
  description: 'The newest events, in the order in which they happened or arrived.',
  parameters: [...threadParameters, ...queryOf(longListQuery)],
  responses: {
    '200': found(
      'History',
      'Its events, and the messages, conversations, windows and entry points that follow from them.',
      examples.history,
    ),
    '400': problemAnswer('InvalidParameter'),
    '404': problemAnswer('NotFound'),
    ...usual,
  },
}

const charges: Operation = {
  operationId: 'readCharges',
  tags,
  summary: "What did the messages of a thread cost, and does Meta's report agree?",
  parameters: [...threadParameters, ...queryOf(longListQuery)],
  responses: {
    '200': found('Charges', 'One for each delivered message.', examples.charges),
    '400': problemAnswer('InvalidParameter'),
    '404': problemAnswer('NotFound'),
    ...usual,
  },
}

const timeline: Operation = {
  operationId: 'drawTimeline',
  tags,
  summary: 'The history of a thread as a picture.',
  description:
    "Instants are shown in the account's time zone. It begins with the newest 2000 events at the earliest.",
  parameters: [...threadParameters, ...queryOf(timelineQuery)],
  responses: {
    '200': { description: 'The picture.', content: { 'image/svg+xml': { schema: { type: 'string' } } } },
    '400': problemAnswer('InvalidParameter'),
    '404': problemAnswer('NotFound'),
    ...usual,
  },
}

const threadPath = '/threads/{phoneNumberId}/{customer}'

/** Threads, and each of them. */
export const threadPaths: Paths = {
  '/threads': { get: threads },
  [threadPath]: { get: thread },
  [`${threadPath}/history`]: { get: history },
  [`${threadPath}/charges`]: { get: charges },
  [`${threadPath}/timeline.svg`]: { get: timeline },
}
