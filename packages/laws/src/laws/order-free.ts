import fc from 'fast-check'
import { plausible } from '../generators/plausible.ts'
import { wild } from '../generators/wild.ts'
import type { Law } from '../law.ts'
import { agreeing } from '../script/compare.ts'
import { everythingAbout } from '../script/requests.ts'
import { cameInDisorder, sawCharges, sawPhase } from '../script/situations.ts'
import { goesByArrival, readsFirstOnly } from '../spoil/classic-defects.ts'
import { duplicatesHandBack, numbersGoByArrival } from '../spoil/handed-on.ts'
import { absorb, reset } from '../story.ts'

export const orderFree: Law = {
  id: 'order-free',
  sentence: 'The order in which events arrive changes no answer.',
  cites: ['POS-2', 'POS-17'],
  judgesFrom: 'decision',
  stories: fc.oneof(plausible, wild),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: everythingAbout },
    { tell: (story) => [reset(story), absorb(story.arrivals)], ask: everythingAbout },
  ),
  situations: {
    'events came out of order or twice': cameInDisorder,
    'the window was open': sawPhase('open'),
    'something was charged': sawCharges,
  },
  mutants: [
    { defect: 'decides by the order of arrival', spoil: goesByArrival },
    {
      defect: 'a recycled number belongs to the customer whose event arrived last',
      spoil: numbersGoByArrival,
    },
    { defect: 'an old event that comes again gives a recycled number back', spoil: duplicatesHandBack },
    { defect: 'only the first event of a batch is read', spoil: readsFirstOnly },
  ],
}
