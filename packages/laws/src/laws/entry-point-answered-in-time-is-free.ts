import fc from 'fast-check'
import type { Law } from '../law.ts'
import {
  allBooks,
  around,
  becomes,
  scene,
  sends,
  startUnder,
  templateOf,
  thread,
  writes,
} from '../script/episodes.ts'
import { chargeOf, dig, isOk } from '../script/replies.ts'
import { charges, viewAt } from '../script/requests.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { mistakes, misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** Was the customer who came through the ad answered within a day? */
const isInTime = ({ events }: Story): boolean => (events[1]?.at ?? 0) - (events[0]?.at ?? 0) < DAY

export const entryPointAnsweredInTimeIsFree: Law = {
  id: 'entry-point-answered-in-time-is-free',
  sentence:
    'A customer who came through an ad and is answered within 24 hours may be written to free of charge; one who is answered later may not.',
  cites: ['FEP-1', 'FEP-3', 'FEP-5', 'FEP-6'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...allBooks),
      reply: around(DAY),
      next: fc.integer({ min: 1, max: 20 * HOUR }),
    })
    .chain(({ book, reply, next }) =>
      startUnder(book).map((start) => {
        const at = start - DAY / 2
        return scene([
          writes('c1', at, 'ad'),
          sends('b1', at + reply, templateOf('marketing')),
          becomes('b1', 'delivered', at + reply),
          sends('b2', at + reply + next, templateOf('marketing')),
          becomes('b2', 'delivered', at + reply + next),
        ])
      }),
    ),
  script: (story) => [
    reset(story),
    absorb(story.events),
    charges,
    ...story.events.slice(0, 2).map(({ at }) => viewAt(thread, at)),
  ],
  holds: (story, replies) => {
    const types = ['b1', 'b2'].map((message) => dig(chargeOf(replies[2], message), 'type'))
    return (
      replies.length === 5 &&
      replies.every(isOk) &&
      types.every((type) => typeof type === 'string' && (type === 'free_entry_point') === isInTime(story)) &&
      dig(replies[3], 'entryPoint', 'state') === 'awaiting-reply' &&
      (dig(replies[4], 'entryPoint', 'state') === 'open') === isInTime(story)
    )
  },
  situations: {
    'it was answered in time': isInTime,
    'it was answered too late': (story) => !isInTime(story),
    'it was answered at the last moment': ({ events }) =>
      (events[1]?.at ?? 0) - (events[0]?.at ?? 0) === DAY - 1,
    'it was answered a moment too late': ({ events }) => (events[1]?.at ?? 0) - (events[0]?.at ?? 0) === DAY,
  },
  mutants: [
    {
      defect: 'it does not matter where the customer came from',
      spoil: mistakes((event) => [{ ...event, entryPoint: undefined }]),
    },
    {
      defect: 'an entry point waits for its answer forever',
      spoil: misspeaks((reply, _, told) =>
        Array.isArray(reply['charges']) && told.some((event) => 'entryPoint' in event)
          ? { ...reply, charges: reply['charges'].map((one) => ({ ...one, type: 'free_entry_point' })) }
          : reply,
      ),
    },
  ],
}
