import { plausible } from '../generators/plausible.ts'
import type { RulebookId } from '@guichet/core'
import type { Law } from '../law.ts'
import { agreeing, essence } from '../script/compare.ts'
import { allBooks } from '../script/episodes.ts'
import { everythingAbout } from '../script/requests.ts'
import { shiftInstants, shiftStory } from '../script/shift.ts'
import { sawCharges, sawPhase } from '../script/situations.ts'
import { DAY, MINUTE, clearOpeners } from '../script/stories.ts'
import { instantOf } from '../script/replies.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, iso, reset, type Story } from '../story.ts'

/** Under one rulebook always, for the days of a story may lie anywhere. */
const underOne = (story: Story): Story => {
  const rulebook: RulebookId = allBooks[story.dice % allBooks.length] ?? '2022-02-01'
  // Since when calls open the window is a date of its own.
  return { ...clearOpeners(story), rulebook }
}

/** Up to two hundred days to either side, and not whole ones. */
const shiftOf = ({ dice }: Story): number => ((dice % 400) - 200) * DAY + (dice % 1440) * MINUTE

const shifted = (story: Story): Story => shiftStory(story, shiftOf(story))

export const shiftingShiftsAnswers: Law = {
  id: 'shifting-shifts-answers',
  sentence:
    'Under one rulebook, had everything happened at another time, every answer would be the same but for that time.',
  cites: ['G3', 'G6', 'CSW-1'],
  judgesFrom: 'codes',
  stories: plausible.map(underOne),
  ...agreeing(
    {
      tell: (story) => [reset(story), absorb(story.events)],
      ask: everythingAbout,
      read: (reply, story) => shiftInstants(essence(reply), shiftOf(story)),
    },
    {
      tell: (story) => [reset(story), absorb(shifted(story).events)],
      ask: (story) => everythingAbout(shifted(story)),
    },
  ),
  situations: {
    'it happened later': (story) => shiftOf(story) > 0,
    'it happened earlier': (story) => shiftOf(story) < 0,
    'the window was open': sawPhase('open'),
    'something was charged': sawCharges,
  },
  mutants: [
    {
      defect: 'a window ends at midnight',
      spoil: misspeaks((reply) => {
        const until = instantOf(reply['validUntil'])
        return Number.isNaN(until) ? reply : { ...reply, validUntil: iso(until - (until % DAY)) }
      }),
    },
  ],
}
