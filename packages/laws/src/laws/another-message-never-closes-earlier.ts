import { plausible } from '../generators/plausible.ts'
import type { Event, Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Key, Request } from '../protocol.ts'
import { thread, writes } from '../script/episodes.ts'
import { dig, instantOf, isAnswer, isOk } from '../script/replies.ts'
import { fewAsked, viewAt } from '../script/requests.ts'
import { sawPhase } from '../script/situations.ts'
import { DAY, HOUR, newestOf, plain } from '../script/stories.ts'
import { later, misspeaks } from '../spoil/spoil.ts'
import { absorb, horizonHours, reset, threadsIn, type Story } from '../story.ts'

const keyOf = (story: Story): Key => {
  const keys = threadsIn(story)
  return keys[story.dice % Math.max(1, keys.length)] ?? thread
}

/** One more message, the last to arrive, at one of the instants that are asked about. */
const more = (story: Story): Event =>
  writes('more', story.asked[story.dice % story.asked.length] ?? newestOf(story), undefined, keyOf(story))

/** The instants that stay within reach once the message is known. */
const instants = (story: Story): readonly Instant[] => {
  const newest = Math.max(more(story).at, newestOf(story))
  return fewAsked(story).filter((at) => at >= newest - horizonHours * HOUR)
}

const views = (story: Story): readonly Request[] => instants(story).map((at) => viewAt(keyOf(story), at))

const closing = (reply: unknown): number => {
  const at = instantOf(dig(reply, 'serviceWindow', 'closesAt'))
  return Number.isNaN(at) ? -Infinity : at
}

export const anotherMessageNeverClosesEarlier: Law = {
  id: 'another-message-never-closes-earlier',
  sentence: 'Another message of the customer never makes a window close earlier.',
  cites: ['G6', 'CSW-1'],
  judgesFrom: 'codes',
  stories: plausible.map(plain),
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...views(story),
    absorb([more(story)]),
    ...views(story),
  ],
  holds: (story, replies) => {
    const count = instants(story).length
    const before = replies.slice(2, 2 + count)
    const after = replies.slice(3 + count)
    return (
      replies.length === 3 + 2 * count &&
      replies.every(isOk) &&
      [...before, ...after].every(isAnswer) &&
      before.every((reply, index) => closing(after[index]) >= closing(reply))
    )
  },
  situations: {
    'the message arrived late': (story) => more(story).at < newestOf(story),
    'the window was open': sawPhase('open'),
  },
  mutants: [
    {
      defect: 'the window runs from the message that arrived last',
      spoil: misspeaks((reply, request, told) => {
        const own = told.filter(
          (event) =>
            event.type === 'customer-messaged' &&
            request.op === 'view' &&
            event.at <= request.at &&
            event['phoneNumberId'] === request.phoneNumberId &&
            event['customer'] === request.customer,
        )
        const opensAt = own.at(-1)?.at
        return dig(reply, 'phase') === 'open' && opensAt !== undefined
          ? { ...reply, serviceWindow: { opensAt, closesAt: later(opensAt, DAY) } }
          : reply
      }),
    },
  ],
}
