import fc from 'fast-check'
import type { Law } from '../law.ts'
import { calendarOf } from '../reading/calendar.ts'
import {
  around,
  becomes,
  messageBooks,
  scene,
  sends,
  startUnder,
  templateOf,
  writes,
} from '../script/episodes.ts'
import { chargeOf, dig, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { mishearsEach } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const { valuesAt } = calendarOf('UTC', 'auto')

/** Was the window open when it was delivered? */
const isInWindow = ({ events }: Story): boolean => (events[2]?.at ?? 0) - (events[0]?.at ?? 0) < DAY
/** Does the rulebook in force at delivery make it free there? */
const isFreeInside = ({ events }: Story): boolean => valuesAt(events[2]?.at ?? 0).utilityInWindow.isFree

export const utilityInTheWindow: Law = {
  id: 'utility-in-the-window',
  sentence:
    'Since messages are charged, a utility template that is delivered inside the window is free if the rulebook in force at delivery says so, as from July 2025 to September 2026; any other is charged.',
  cites: ['PMP-3', 'OCT26-4', 'POS-15'],
  judgesFrom: 'codes',
  stories: fc
    .record({
      book: fc.constantFrom(...messageBooks),
      sent: fc.integer({ min: 1, max: 20 * HOUR }),
      delivered: around(DAY),
    })
    .chain(({ book, sent, delivered }) =>
      startUnder(book).map((at) =>
        scene([
          writes('c1', at),
          sends('b1', at + Math.min(sent, delivered), templateOf('utility')),
          becomes('b1', 'delivered', at + delivered),
        ]),
      ),
    ),
  script: (story) => [reset(story), absorb(story.events), charges],
  holds: (story, replies) => {
    const charge = chargeOf(replies[2], 'b1')
    const isFree = isInWindow(story) && isFreeInside(story)
    return (
      replies.length === 3 &&
      replies.every(isOk) &&
      dig(charge, 'category') === 'utility' &&
      dig(charge, 'type') === (isFree ? 'free_customer_service' : 'regular')
    )
  },
  situations: {
    'inside the window where that is free': (story) => isInWindow(story) && isFreeInside(story),
    'outside the window where inside is free': (story) => !isInWindow(story) && isFreeInside(story),
    'inside the window where nothing is free': (story) => isInWindow(story) && !isFreeInside(story),
    'sent inside and delivered outside': (story) => {
      const [wrote, sent] = story.events
      return !isInWindow(story) && (sent?.at ?? 0) - (wrote?.at ?? 0) < DAY
    },
  },
  mutants: [
    {
      defect: 'the rules of July 2025 are still in force',
      spoil: mishearsEach((request) =>
        request.op === 'reset' ? { ...request, rulebook: '2025-07-01' } : request,
      ),
    },
    {
      defect: 'the rules of October 2026 were always in force',
      spoil: mishearsEach((request) =>
        request.op === 'reset' ? { ...request, rulebook: '2026-10-01' } : request,
      ),
    },
  ],
}
