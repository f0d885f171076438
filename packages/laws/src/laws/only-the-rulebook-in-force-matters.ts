import { plausible } from '../generators/plausible.ts'
import type { RulebookId } from '@guichet/core'
import type { Law } from '../law.ts'
import { agreeing } from '../script/compare.ts'
import { allBooks, dayUnder } from '../script/episodes.ts'
import { everythingAbout } from '../script/requests.ts'
import { sawCharges, sawConversation } from '../script/situations.ts'
import { DAY } from '../script/stories.ts'
import { shiftStory } from '../script/shift.ts'
import { mishearsEach } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const bookOf = ({ dice }: Story): RulebookId => allBooks[dice % allBooks.length] ?? '2022-02-01'

/** The story, cut to two days and moved to days on which only one rulebook is in force. */
const withinOneRulebook = (story: Story): Story => {
  const from = story.events[0]?.at ?? 0
  const isSoon = ({ at }: { at: number }): boolean => at < from + 1.5 * DAY
  const short: Story = {
    ...story,
    rulebook: 'auto',
    events: story.events.filter(isSoon),
    arrivals: story.arrivals.filter(isSoon),
    asked: story.asked.filter((at) => at >= from && at < from + 1.9 * DAY),
  }
  return shiftStory(short, dayUnder(bookOf(story)) - 0.5 * DAY - from)
}

export const onlyTheRulebookInForceMatters: Law = {
  id: 'only-the-rulebook-in-force-matters',
  sentence:
    "Only the rulebook in force at the event's instant matters: in a history under one rulebook, `auto` and that rulebook give the same answers.",
  cites: ['POS-30', 'G8'],
  judgesFrom: 'codes',
  stories: plausible.map(withinOneRulebook),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: everythingAbout },
    {
      tell: (story) => [reset({ ...story, rulebook: bookOf(story) }), absorb(story.events)],
      ask: everythingAbout,
    },
  ),
  situations: {
    'conversations were charged': (story) => allBooks.indexOf(bookOf(story)) < 4,
    'messages were charged': (story) => allBooks.indexOf(bookOf(story)) >= 4,
    'a conversation was open': sawConversation,
    'something was charged': sawCharges,
  },
  mutants: [
    {
      defect: 'the newest rulebook is in force unless one is chosen',
      spoil: mishearsEach((request) =>
        request.op === 'reset' && request.rulebook === 'auto'
          ? { ...request, rulebook: '2026-10-01' }
          : request,
      ),
    },
  ],
}
