import { plausible } from '../generators/plausible.ts'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import { agreeing } from '../script/compare.ts'
import { everythingAbout } from '../script/requests.ts'
import { sawCharges, sawPhase } from '../script/situations.ts'
import { DAY, HOUR, newestOf, plain } from '../script/stories.ts'
import { mishears } from '../spoil/spoil.ts'
import { absorb, horizonHours, reset, type Story } from '../story.ts'

/** The same happenings as another copy, that many milliseconds earlier. */
const earlier = (event: Event, by: number): Event => {
  const moved = { ...event, id: `${event.id}/${by}`, at: event.at - by }
  return moved.type === 'message-status' ? { ...moved, message: `${moved.message}/${by}` } : moved
}

/** A story with a long past: the same happened twelve and forty days before. */
const withPast = (story: Story): Story => {
  const past = [40 * DAY, 12 * DAY].flatMap((by) => story.events.map((event) => earlier(event, by)))
  const events = [...past, ...story.events].sort((a, b) => a.at - b.at)
  return { ...story, events, arrivals: [...events] }
}

export const settlingChangesNoAnswer: Law = {
  id: 'settling-changes-no-answer',
  sentence:
    'An engine may forget what no late event can change any more; its answers are those of an engine that keeps everything.',
  cites: ['POS-17', 'TPL-9'],
  judgesFrom: 'decision',
  stories: plausible.map((story) => withPast(plain(story))),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: everythingAbout },
    {
      tell: (story) => [reset(story, 24 * 3650), absorb(story.events)],
      ask: everythingAbout,
    },
  ),
  situations: {
    'the history was longer than the horizon': (story) =>
      newestOf(story) - (story.events[0]?.at ?? 0) > horizonHours * HOUR,
    'something was charged': sawCharges,
    'the window was open': sawPhase('open'),
  },
  mutants: [
    {
      defect: 'what is older than the horizon never happened',
      spoil: mishears((conversation) => {
        const [first] = conversation
        const horizon = first?.op === 'reset' ? first.horizonHours * HOUR : Infinity
        const told = conversation.flatMap((request) => (request.op === 'absorb' ? request.events : []))
        const newest = Math.max(...told.map(({ at }) => Date.parse(at)))
        return conversation.map((request) =>
          request.op === 'absorb'
            ? { ...request, events: request.events.filter(({ at }) => Date.parse(at) >= newest - horizon) }
            : request,
        )
      }),
    },
  ],
}
