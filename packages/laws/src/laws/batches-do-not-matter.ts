import fc from 'fast-check'
import { plausible } from '../generators/plausible.ts'
import { wild } from '../generators/wild.ts'
import type { Law } from '../law.ts'
import { agreeing } from '../script/compare.ts'
import { everythingAbout } from '../script/requests.ts'
import { sawCharges, sawConversation } from '../script/situations.ts'
import { readsFirstOnly } from '../spoil/classic-defects.ts'
import { absorb, reset } from '../story.ts'

export const batchesDoNotMatter: Law = {
  id: 'batches-do-not-matter',
  sentence: 'Whether events come one at a time or many at once makes no difference.',
  cites: ['POS-2'],
  judgesFrom: 'decision',
  stories: fc.oneof(plausible, wild),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.arrivals)], ask: everythingAbout },
    {
      tell: (story) => [reset(story), ...story.arrivals.map((event) => absorb([event]))],
      ask: everythingAbout,
    },
  ),
  situations: {
    'several events came at once': ({ arrivals }) => arrivals.length > 1,
    'a conversation was open': sawConversation,
    'something was charged': sawCharges,
  },
  mutants: [{ defect: 'only the first event of a batch is read', spoil: readsFirstOnly }],
}
