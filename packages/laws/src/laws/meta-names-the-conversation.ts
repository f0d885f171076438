import fc from 'fast-check'
import type { Event, Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import {
  becomes,
  conversationBooks,
  scene,
  sends,
  startUnder,
  templateOf,
  thread,
} from '../script/episodes.ts'
import { chargeOf, dig, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { sawChargeType } from '../script/situations.ts'
import { HOUR } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** Meta names the conversation of a message on `sent`, and may tell its end there. */
const named = (message: string, at: Instant, id: string, expiresAt: Instant | null): Event => ({
  type: 'message-status',
  id: `${message}/sent`,
  at,
  ...thread,
  message,
  status: 'sent',
  conversation: expiresAt === null ? { id } : { id, expiresAt },
})

const namesIn = ({ events }: Story): readonly { readonly id: string; readonly expiresAt?: Instant }[] =>
  events.flatMap((event) => (event.type === 'message-status' ? (event.conversation ?? []) : []))
const isNamedAlike = (story: Story): boolean => new Set(namesIn(story).map(({ id }) => id)).size === 1
const endTold = (story: Story): Instant | undefined => namesIn(story)[0]?.expiresAt
const deliveredLast = ({ events }: Story): Instant => Math.max(...events.map(({ at }) => at))

/** The same one by its name; else the first one by the end that Meta told; an estimate gives way to another name. */
const rides = (story: Story): boolean => {
  const end = endTold(story)
  return isNamedAlike(story) || (end !== undefined && deliveredLast(story) < end)
}

export const metaNamesTheConversation: Law = {
  id: 'meta-names-the-conversation',
  sentence:
    'While conversations were charged, two messages with one conversation id were paid once, and the end that Meta reported was the end.',
  cites: ['CONV-A9', 'CONV-A13', 'POS-45'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...conversationBooks),
      second: fc.constantFrom('c1', 'c2'),
      lasts: fc.constantFrom(null, 2 * HOUR, 24 * HOUR),
      sent: fc.constantFrom(HOUR, 3 * HOUR),
      takes: fc.constantFrom(1, 40 * HOUR),
    })
    .chain(({ book, second, lasts, sent, takes }) =>
      startUnder(book).map((at) =>
        scene([
          sends('b1', at, templateOf('marketing')),
          named('b1', at, 'c1', lasts === null ? null : at + lasts),
          becomes('b1', 'delivered', at + 1),
          sends('b2', at + sent, templateOf('marketing')),
          named('b2', at + sent, second, null),
          becomes('b2', 'delivered', at + sent + takes),
        ]),
      ),
    ),
  script: (story) => [reset(story), absorb(story.events), charges],
  holds: (story, replies) => {
    const [first, second] = ['b1', 'b2'].map((message) => chargeOf(replies[2], message))
    return (
      replies.length === 3 &&
      replies.every(isOk) &&
      [first, second].every((charge) => dig(charge, 'unit') === 'conversation') &&
      dig(first, 'type') !== 'rides_open_conversation' &&
      (dig(second, 'type') === 'rides_open_conversation') === rides(story)
    )
  },
  situations: {
    'a message rode an open conversation': sawChargeType('rides_open_conversation'),
    'two messages had one conversation id': isNamedAlike,
    'two messages had two': (story) => !isNamedAlike(story),
    'Meta reported the end': (story) => endTold(story) !== undefined,
    'Meta reported no end': (story) => endTold(story) === undefined,
  },
  mutants: [
    {
      defect: 'conversation ids are not read',
      spoil: mistakes((event) => [
        Object.hasOwn(event, 'conversation') ? { ...event, conversation: undefined } : event,
      ]),
    },
    {
      defect: 'the end that Meta reports is not read',
      spoil: mistakes((event) => {
        const id = dig(event, 'conversation', 'id')
        return [id === undefined ? event : { ...event, conversation: { id } }]
      }),
    },
  ],
}
