import { plausible } from '../generators/plausible.ts'
import type { Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Key } from '../protocol.ts'
import { dig, isOk } from '../script/replies.ts'
import { placesIn, viewAt } from '../script/requests.ts'
import { happened, sawPhase } from '../script/situations.ts'
import { DAY, clearFates, clearOpeners, eventsOf, isAcceptance, isOpener, plain } from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** Open by a message of the customer, waiting after a template that has not failed by then, or closed. */
const phaseAt = (story: Story, key: Key, at: Instant): string => {
  const recent = eventsOf(story, key).filter((event) => at - DAY < event.at && event.at <= at)
  if (recent.some(isOpener)) return 'open'
  const failed = new Set(
    eventsOf(story, key).flatMap((event) =>
      event.type === 'message-status' && event.status === 'failed' && event.at <= at ? [event.message] : [],
    ),
  )
  const waits = recent.some(
    (event) => isAcceptance(event) && event.content.kind === 'template' && !failed.has(event.id),
  )
  return waits ? 'awaiting-customer' : 'closed'
}

export const phaseIsWhatWindowAndTemplatesSay: Law = {
  id: 'phase-is-what-window-and-templates-say',
  sentence:
    'The phase is open while the window is, awaiting the customer for 24 hours after a template that has not failed, and closed otherwise.',
  cites: ['G2', 'G6'],
  judgesFrom: 'decision',
  stories: plausible.map((story) => clearFates(clearOpeners(plain(story)))),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...placesIn(story).map(([key, at]) => viewAt(key, at)),
  ],
  holds: (story, replies) =>
    [replies[0], replies[1]].every(isOk) &&
    placesIn(story).every(([key, at], index) => {
      const view = replies[2 + index]
      const phase = phaseAt(story, key, at)
      const window = dig(view, 'serviceWindow')
      return dig(view, 'phase') === phase && (phase === 'open' ? Boolean(window) : window === null)
    }),
  situations: {
    'it was open': sawPhase('open'),
    'the customer was awaited': sawPhase('awaiting-customer'),
    'it was closed': sawPhase('closed'),
    'a message failed': happened((event) => event.type === 'message-status' && event.status === 'failed'),
  },
  mutants: [
    {
      defect: 'open as long as the conversation is',
      spoil: misspeaks((reply) =>
        dig(reply, 'conversation', 'initiatedBy') === 'user' ? { ...reply, phase: 'open' } : reply,
      ),
    },
    {
      defect: 'waits for the customer forever',
      spoil: misspeaks((reply, request, told) =>
        request.op === 'view' &&
        reply['phase'] === 'closed' &&
        told.some((event) => dig(event, 'content', 'kind') === 'template' && event.at <= request.at)
          ? { ...reply, phase: 'awaiting-customer' }
          : reply,
      ),
    },
  ],
}
