import { plausible } from '../generators/plausible.ts'
import type { Event, Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { agreeing } from '../script/compare.ts'
import { charges, fewAsked, questionsAbout } from '../script/requests.ts'
import { happened, sawPhase } from '../script/situations.ts'
import { HOUR, allApproved, clearFates, keep, newestOf, plain } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, reset, threadsIn, type Story } from '../story.ts'

const isFailure = (event: Event): event is Extract<Event, { type: 'message-status' }> =>
  event.type === 'message-status' && event.status === 'failed'

/** The story without the messages that failed. */
const withoutFailed = (story: Story): Story => {
  const failed = new Set(story.events.filter(isFailure).map(({ message }) => message))
  return keep(story, (event) => !failed.has(event.type === 'message-status' ? event.message : event.id))
}

/** Instants from the last failure on. */
const afterFailures = (story: Story): readonly Instant[] => {
  const last = Math.max(...story.events.filter(isFailure).map(({ at }) => at))
  const from = Number.isFinite(last) ? Math.max(last, newestOf(story) - 8 * 24 * HOUR) : newestOf(story)
  return [from, from + HOUR, from + 23 * HOUR, ...fewAsked(story).filter((at) => at > from)]
}

const questions = (story: Story): readonly Request[] => [
  ...questionsAbout(story, threadsIn(story), afterFailures(story)),
  charges,
]

export const aFailedMessageCountsForNothing: Law = {
  id: 'a-failed-message-counts-for-nothing',
  sentence:
    'From the instant of its failure on, a message counts for nothing: everything is as if it had never been sent, except that its template was approved.',
  cites: ['G2', 'PMP-1'],
  judgesFrom: 'decision',
  stories: plausible.map((story) => clearFates(allApproved(plain(story)))),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: questions },
    { tell: (story) => [reset(story), absorb(withoutFailed(story).events)], ask: questions },
  ),
  situations: {
    'a message failed': happened(isFailure),
    'a template failed': ({ events }) =>
      events.some(
        (event) =>
          event.type === 'business-messaged' &&
          event.content.kind === 'template' &&
          events.some((other) => isFailure(other) && other.message === event.id),
      ),
    'the window was open': sawPhase('open'),
  },
  mutants: [
    {
      defect: 'failures are not read',
      spoil: mistakes((event) => (event['status'] === 'failed' ? [] : [event])),
    },
    {
      defect: 'a failure is a delivery',
      spoil: mistakes((event) => [event['status'] === 'failed' ? { ...event, status: 'delivered' } : event]),
    },
  ],
}
