import fc from 'fast-check'
import type { Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import {
  around,
  becomes,
  conversationBooks,
  scene,
  sends,
  startUnder,
  templateOf,
} from '../script/episodes.ts'
import { chargeOf, dig, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { sawChargeType } from '../script/situations.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { mishearsEach, mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const june = Date.UTC(2023, 5, 1)

const isByCategory = ({ events }: Story): boolean => (events[0]?.at ?? 0) > june
const minute = 60 * 1000
/** A day after the sending, at the next full minute. */
const endOf = (sentAt: Instant): Instant => Math.ceil((sentAt + DAY) / minute) * minute
const isSoon = ({ events }: Story): boolean => (events[3]?.at ?? 0) < endOf(events[0]?.at ?? 0)

const categories = ({ events }: Story): readonly (string | undefined)[] =>
  events.flatMap((event) =>
    event.type === 'business-messaged' && event.content.kind === 'template' ? [event.content.category] : [],
  )
const isOneCategory = (story: Story): boolean => new Set(categories(story)).size === 1

/** Does the second template belong to the conversation that the first one's delivery opened? */
const rides = (story: Story): boolean => isSoon(story) && (isOneCategory(story) || !isByCategory(story))

export const aConversationIsPaidOnce: Law = {
  id: 'a-conversation-is-paid-once',
  sentence:
    'Until June 2025 the first delivery opened a conversation, which ended 24 hours after the sending at the full minute; later messages in it cost nothing more. Since June 2023 each category of template had a conversation of its own.',
  cites: ['CONV-A1', 'CONV-A2', 'CONV-A13', 'CONV-B2', 'CONV-B3'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...conversationBooks),
      /** How long the first one takes to be delivered. */
      takes: fc.constantFrom(1, 2 * HOUR),
      /** When the second one is delivered, going by the end or by the first delivery. */
      gap: fc.oneof(
        fc.constantFrom({ fromEnd: -1 }, { fromEnd: 0 }),
        around(DAY).map((fromDelivery) => ({ fromDelivery })),
      ),
      second: fc.constantFrom('marketing', 'utility'),
    })
    .chain(({ book, takes, gap, second }) =>
      startUnder(book).map((at) => {
        const then = 'fromEnd' in gap ? endOf(at) + gap.fromEnd : at + takes + gap.fromDelivery + 1
        return scene([
          sends('b1', at, templateOf('marketing')),
          becomes('b1', 'delivered', at + takes),
          sends('b2', then - 1, templateOf(second)),
          becomes('b2', 'delivered', then),
        ])
      }),
    ),
  script: (story) => [reset(story), absorb(story.events), charges],
  holds: (story, replies) => {
    const [first, second] = ['b1', 'b2'].map((message) => chargeOf(replies[2], message))
    const [, category] = categories(story)
    return (
      replies.length === 3 &&
      replies.every(isOk) &&
      [first, second].every((charge) => dig(charge, 'unit') === 'conversation') &&
      dig(first, 'type') !== 'rides_open_conversation' &&
      (dig(second, 'type') === 'rides_open_conversation') === rides(story) &&
      dig(second, 'category') === (isByCategory(story) ? category : 'business_initiated')
    )
  },
  situations: {
    'a message rode an open conversation': sawChargeType('rides_open_conversation'),
    'a conversation was paid': sawChargeType('regular'),
    'one of another category followed soon': (story) =>
      isSoon(story) && !isOneCategory(story) && isByCategory(story),
    'the next one came a day later': (story) => !isSoon(story),
  },
  mutants: [
    {
      defect: 'messages were always charged one by one',
      spoil: mishearsEach((request) =>
        request.op === 'reset' ? { ...request, rulebook: '2025-07-01' } : request,
      ),
    },
    {
      defect: 'a conversation lasts from its delivery on',
      spoil: mistakes((event, _, all) => {
        const delivered = all.find((other) => other['message'] === event.id)
        return [event.type === 'business-messaged' ? { ...event, at: delivered?.at ?? event.at } : event]
      }),
    },
    {
      defect: 'conversations never had categories',
      spoil: mishearsEach((request) =>
        request.op === 'reset' ? { ...request, rulebook: '2023-03-01' } : request,
      ),
    },
  ],
}
