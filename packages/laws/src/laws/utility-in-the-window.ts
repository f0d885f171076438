import fc from 'fast-check'
import type { Law } from '../law.ts'
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

const october = Date.UTC(2026, 9, 1)

/** Was the window open when it was delivered? */
const isInWindow = ({ events }: Story): boolean => (events[2]?.at ?? 0) - (events[0]?.at ?? 0) < DAY
const isSinceOctober = ({ events }: Story): boolean => (events[2]?.at ?? 0) >= october

export const utilityInTheWindow: Law = {
  id: 'utility-in-the-window',
  sentence:
    'From July 2025 to September 2026 a utility template was free when it was delivered inside the window; since October 2026 it is charged there as anywhere.',
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
    const isFree = isInWindow(story) && !isSinceOctober(story)
    return (
      replies.length === 3 &&
      replies.every(isOk) &&
      dig(charge, 'category') === 'utility' &&
      dig(charge, 'type') === (isFree ? 'free_customer_service' : 'regular')
    )
  },
  situations: {
    'inside the window before October 2026': (story) => isInWindow(story) && !isSinceOctober(story),
    'outside the window before October 2026': (story) => !isInWindow(story) && !isSinceOctober(story),
    'inside the window since October 2026': (story) => isInWindow(story) && isSinceOctober(story),
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
