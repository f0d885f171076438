import fc from 'fast-check'
import type { Law } from '../law.ts'
import { becomes, messageBooks, scene, sends, startUnder, thread, writes } from '../script/episodes.ts'
import { chargeOf, dig, isOk } from '../script/replies.ts'
import { askAt, charges, reaction } from '../script/requests.ts'
import { sawChargeType } from '../script/situations.ts'
import { HOUR } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const october = Date.UTC(2026, 9, 2)
const isSinceOctober = ({ events }: Story): boolean => (events[0]?.at ?? 0) > october

export const reactionsAreNeverCharged: Law = {
  id: 'reactions-are-never-charged',
  sentence:
    'Since October 2026 a reaction of the business is never charged, not even when it came through an ad; before, it was free as service is.',
  cites: ['OCT26-7', 'PMP-3', 'POS-28'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...messageBooks),
      reply: fc.integer({ min: 1, max: 20 * HOUR }),
      underway: fc.integer({ min: 0, max: 8 * HOUR }),
      through: fc.constantFrom(undefined, 'ad' as const),
    })
    .chain(({ book, reply, underway, through }) =>
      startUnder(book).map((at) =>
        scene([
          writes('c1', at, through),
          sends('b1', at + reply, { kind: 'reaction' }),
          becomes('b1', 'delivered', at + reply + underway),
        ]),
      ),
    ),
  script: (story) => [
    reset(story),
    absorb(story.events),
    charges,
    askAt(thread, reaction, story.events[1]?.at ?? 0),
  ],
  holds: (story, replies) => {
    const charge = chargeOf(replies[2], 'b1')
    const [unit, type] = [dig(charge, 'unit'), dig(charge, 'type')]
    return (
      replies.length === 4 &&
      replies.every(isOk) &&
      (isSinceOctober(story)
        ? unit === 'none' && type === 'not_charged' && dig(replies[3], 'charge', 'type') === 'not_charged'
        : unit === 'message' && (type === 'free_customer_service' || type === 'free_entry_point'))
    )
  },
  situations: {
    'it was sent since October 2026': isSinceOctober,
    'it was sent before': (story) => !isSinceOctober(story),
    'it was never charged': sawChargeType('not_charged'),
  },
  mutants: [
    {
      defect: 'a reaction is a service message like any other',
      spoil: mistakes((event) => [
        dig(event, 'content', 'kind') === 'reaction' ? { ...event, content: { kind: 'service' } } : event,
      ]),
    },
  ],
}
