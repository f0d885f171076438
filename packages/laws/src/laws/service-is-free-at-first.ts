import fc from 'fast-check'
import type { RulebookId } from '@guichet/core'
import type { Law } from '../law.ts'
import {
  allBooks,
  around,
  becomes,
  scene,
  sends,
  serviceContent,
  startUnder,
  writes,
} from '../script/episodes.ts'
import { chargeOf, dig, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { mishearsEach } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** What a service message costs that answers a customer, as long as no monthly free ones are used up. */
const types: Readonly<Record<string, readonly [unit: string, category: string, type: string]>> = {
  '2022-02-01': ['conversation', 'user_initiated', 'free_tier'],
  '2023-03-01': ['conversation', 'user_initiated', 'free_tier'],
  '2023-06-01': ['conversation', 'service', 'free_tier'],
  '2024-11-01': ['conversation', 'service', 'free_customer_service'],
  '2025-07-01': ['message', 'service', 'free_customer_service'],
  '2026-09-28': ['message', 'service', 'free_customer_service'],
  '2026-10-01': ['message', 'service', 'free_customer_service'],
}
const bookOf = ({ dice }: Story): RulebookId => allBooks[dice] ?? '2022-02-01'

/** A later rulebook is like the latest one above, unless it stands there, too. */
const typeUnder = (book: RulebookId): readonly [unit: string, category: string, type: string] | undefined =>
  Object.entries(types).findLast(([since]) => since <= book)?.[1]
const isLate = ({ events }: Story): boolean => (events[2]?.at ?? 0) - (events[0]?.at ?? 0) >= DAY

export const serviceIsFreeAtFirst: Law = {
  id: 'service-is-free-at-first',
  sentence:
    'A service message that answers a customer is free: as one of the month’s first 1,000 conversations until October 2024, without limit until September 2026, as one of the first 1,000 messages since.',
  cites: ['CONV-A4', 'CONV-B10', 'CONV-B13', 'PMP-3', 'OCT26-3'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      which: fc.integer({ min: 0, max: allBooks.length - 1 }),
      sent: fc.integer({ min: 1, max: 20 * HOUR }),
      delivered: around(DAY),
    })
    .chain(({ which, sent, delivered }) =>
      startUnder(allBooks[which] ?? '2022-02-01').map((at) =>
        scene(
          [
            writes('c1', at),
            sends('b1', at + Math.min(sent, delivered), serviceContent),
            becomes('b1', 'delivered', at + delivered),
          ],
          { dice: which },
        ),
      ),
    ),
  script: (story) => [reset(story), absorb(story.events), charges],
  holds: (story, replies) => {
    const charge = chargeOf(replies[2], 'b1')
    const [unit, category, type] = typeUnder(bookOf(story)) ?? []
    // In 2022 a conversation that began after the window had closed was the business's.
    const isTheirs = category === 'user_initiated' && isLate(story)
    return (
      replies.length === 3 &&
      replies.every(isOk) &&
      dig(charge, 'rulebook') === bookOf(story) &&
      dig(charge, 'unit') === unit &&
      dig(charge, 'category') === (isTheirs ? 'business_initiated' : category) &&
      dig(charge, 'type') === type
    )
  },
  situations: {
    'conversations counted as free': (story) => typeUnder(bookOf(story))?.[2] === 'free_tier',
    'service was free without limit': (story) => ['2024-11-01', '2025-07-01'].includes(bookOf(story)),
    'messages counted as free': (story) => bookOf(story) === '2026-10-01',
    'it was delivered after the window had closed': isLate,
  },
  mutants: [
    {
      defect: 'what is free is counted as in 2023',
      spoil: mishearsEach((request) =>
        request.op === 'reset' ? { ...request, rulebook: '2023-06-01' } : request,
      ),
    },
  ],
}
