import fc from 'fast-check'
import type { Event, Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import {
  becomes,
  messageBooks,
  scene,
  sends,
  serviceContent,
  startUnder,
  templateOf,
  thread,
  writes,
} from '../script/episodes.ts'
import { chargeOf, dig, instantOf, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { sawChargeType } from '../script/situations.ts'
import { HOUR, MINUTE } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** A message inside the entry point. Meta reports the entry point's end so long after the message's status. */
const told = (message: string, at: Instant, lasts: number): Event => ({
  type: 'message-status',
  id: `${message}/sent`,
  at,
  ...thread,
  message,
  status: 'sent',
  conversation: { id: 'c1', origin: 'referral_conversion', expiresAt: at + lasts },
})

/** How long after its status the end lies that Meta tells. */
const lastsOf = ({ events }: Story): number =>
  events.flatMap((event) =>
    event.type === 'message-status' && event.conversation?.expiresAt !== undefined
      ? [event.conversation.expiresAt - event.at]
      : [],
  )[0] ?? 0
const isNone = (story: Story): boolean => lastsOf(story) <= MINUTE

export const anEndAtOnceIsNone: Law = {
  id: 'an-end-at-once-is-none',
  sentence:
    'An end that is reported no more than a minute after its status ends no free entry point; a later one does.',
  cites: ['FEP-6', 'PMP-22', 'POS-46'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...messageBooks),
      lasts: fc.constantFrom(0, 1000, MINUTE, MINUTE + 1, 2 * MINUTE),
    })
    .chain(({ book, lasts }) =>
      startUnder(book).map((at) =>
        scene([
          writes('c1', at, 'ad'),
          sends('b1', at + 1, serviceContent),
          sends('b2', at + HOUR, templateOf('utility')),
          told('b2', at + HOUR, lasts),
          sends('b3', at + 3 * HOUR, templateOf('marketing')),
          becomes('b3', 'delivered', at + 3 * HOUR + 1),
        ]),
      ),
    ),
  script: (story) => [reset(story), absorb(story.events), charges],
  holds: (story, replies) =>
    replies.length === 3 &&
    replies.every(isOk) &&
    dig(chargeOf(replies[2], 'b3'), 'type') === (isNone(story) ? 'free_entry_point' : 'regular'),
  situations: {
    'the end did not count': isNone,
    'the end counted': (story) => !isNone(story),
    'something was paid': sawChargeType('regular'),
    'something was free in an entry point': sawChargeType('free_entry_point'),
  },
  mutants: [
    {
      defect: 'every end is believed',
      spoil: mistakes((event) => {
        const expiresAt = instantOf(dig(event, 'conversation', 'expiresAt'))
        return Number.isNaN(expiresAt)
          ? [event]
          : [
              {
                ...event,
                conversation: {
                  id: 'c1',
                  origin: 'referral_conversion',
                  expiresAt: new Date(expiresAt + HOUR).toISOString(),
                },
              },
            ]
      }),
    },
  ],
}
