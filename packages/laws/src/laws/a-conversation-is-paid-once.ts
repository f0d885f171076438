import fc from 'fast-check'
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
import { DAY } from '../script/stories.ts'
import { mishearsEach } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const june = Date.UTC(2023, 5, 1)

const isByCategory = ({ events }: Story): boolean => (events[0]?.at ?? 0) > june
const isSoon = ({ events }: Story): boolean => (events[3]?.at ?? 0) - (events[1]?.at ?? 0) < DAY

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
    'Until June 2025 the first delivery opened a conversation of 24 hours, and what followed in it cost nothing more; since June 2023 each category of template had one of its own.',
  cites: ['CONV-A1', 'CONV-A2', 'CONV-B2', 'CONV-B3'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...conversationBooks),
      gap: around(DAY),
      second: fc.constantFrom('marketing', 'utility'),
    })
    .chain(({ book, gap, second }) =>
      startUnder(book).map((at) =>
        scene([
          sends('b1', at, templateOf('marketing')),
          becomes('b1', 'delivered', at + 1),
          sends('b2', at + gap, templateOf(second)),
          becomes('b2', 'delivered', at + gap + 1),
        ]),
      ),
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
      defect: 'conversations never had categories',
      spoil: mishearsEach((request) =>
        request.op === 'reset' ? { ...request, rulebook: '2023-03-01' } : request,
      ),
    },
  ],
}
