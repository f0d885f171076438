import { plausible } from '../generators/plausible.ts'
import type { Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Key, Request } from '../protocol.ts'
import { dig, instantOf, isAllowed, isOk, isRefused } from '../script/replies.ts'
import { askAt, service, viewAt } from '../script/requests.ts'
import { happened, sawAllowed, sawCode } from '../script/situations.ts'
import { DAY, HOUR, clearOpeners, eventsOf, isOpener, newestOf, plain, unhurried } from '../script/stories.ts'
import { boundaryIncluded } from '../spoil/classic-defects.ts'
import { later, misspeaks } from '../spoil/spoil.ts'
import { absorb, horizonHours, iso, reset, threadsIn, type Story } from '../story.ts'

/** Every end of a window that can be asked about: a day after an opener, unless the customer wrote again. */
const ends = (story: Story): readonly (readonly [Key, Instant])[] =>
  threadsIn(story).flatMap((key) => {
    const openers = eventsOf(story, key).filter(isOpener)
    return [...new Set(openers.map(({ at }) => at))]
      .filter((from) => !openers.some(({ at }) => from < at && at <= from + DAY))
      .map((from): readonly [Key, Instant] => [key, from + DAY])
      .filter(([, end]) => end - 1 >= newestOf(story) - horizonHours * HOUR)
  })

const questions = ([key, end]: readonly [Key, Instant]): readonly Request[] => [
  askAt(key, service, end - 1),
  viewAt(key, end - 1),
  askAt(key, service, end),
  viewAt(key, end),
]

export const windowIsHalfOpen: Law = {
  id: 'window-is-half-open',
  sentence:
    'A window ends 24 hours after the customer wrote: a message is allowed one millisecond before and refused at that instant, which `validUntil` names.',
  cites: ['G6', 'CSW-1', 'CSW-3', 'POS-1'],
  judgesFrom: 'decision',
  stories: plausible.map((story) => unhurried(clearOpeners(plain(story)))),
  script: (story) => [reset(story), absorb(story.events), ...ends(story).flatMap(questions)],
  holds: (story, replies) =>
    [replies[0], replies[1]].every(isOk) &&
    ends(story).every(([, end], index) => {
      const [allowed, open, refused, closed] = replies.slice(2 + index * 4)
      return (
        isAllowed(allowed) &&
        instantOf(dig(allowed, 'validUntil')) === end &&
        instantOf(dig(open, 'serviceWindow', 'closesAt')) === end &&
        isRefused(refused) &&
        isOk(closed) &&
        dig(closed, 'serviceWindow') === null
      )
    }),
  situations: {
    'a message was allowed just before the end': sawAllowed,
    'a message was refused at the end': sawCode('service-window-closed'),
    'the business sent something, too': happened(({ type }) => type === 'business-messaged'),
  },
  mutants: [
    { defect: 'the boundary belongs to the window', spoil: boundaryIncluded },
    {
      defect: '`validUntil` is the last allowed instant, not the first refused one',
      spoil: misspeaks((reply) =>
        typeof reply['validUntil'] === 'string'
          ? { ...reply, validUntil: later(reply['validUntil'], -1) }
          : reply,
      ),
    },
    {
      defect: 'a window ends at midnight',
      spoil: misspeaks((reply) => {
        const until = instantOf(reply['validUntil'])
        return Number.isNaN(until) ? reply : { ...reply, validUntil: iso(until - (until % DAY)) }
      }),
    },
  ],
}
