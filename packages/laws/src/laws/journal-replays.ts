import fc from 'fast-check'
import { plausible } from '../generators/plausible.ts'
import { wild } from '../generators/wild.ts'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { agreeing } from '../script/compare.ts'
import { everythingAbout, questionsAbout } from '../script/requests.ts'
import { cameInDisorder, sawAllowed, sawConversation } from '../script/situations.ts'
import { mishears } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** The news as it came, with questions in between. */
const lived = (story: Story): readonly Request[] => {
  const middle = story.dice % (story.arrivals.length + 1)
  const halves = [story.arrivals.slice(0, middle), story.arrivals.slice(middle)]
  return [reset(story), ...halves.flatMap((events) => [absorb(events), ...questionsAbout(story)])]
}

export const journalReplays: Law = {
  id: 'journal-replays',
  sentence: 'Replaying the journal gives the state that the events gave at first; questions change nothing.',
  cites: ['POS-2', 'POS-17'],
  judgesFrom: 'decision',
  stories: fc.oneof(plausible, wild),
  ...agreeing(
    { tell: (story) => [reset(story), absorb([...new Set(story.arrivals)])], ask: everythingAbout },
    { tell: lived, ask: everythingAbout },
  ),
  situations: {
    'events came out of order or twice': cameInDisorder,
    'a conversation was open': sawConversation,
    'something was allowed': sawAllowed,
  },
  mutants: [
    {
      defect: 'nothing is taken in after the first question',
      spoil: mishears((conversation) => {
        const first = conversation.findIndex(({ op }) => op === 'view' || op === 'ask')
        return conversation.map((request, index) =>
          request.op === 'absorb' && first !== -1 && index > first ? { ...request, events: [] } : request,
        )
      }),
    },
  ],
}
