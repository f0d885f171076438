import fc from 'fast-check'
import { plausible } from '../generators/plausible.ts'
import { wild } from '../generators/wild.ts'
import type { Law } from '../law.ts'
import { agreeing } from '../script/compare.ts'
import { dig } from '../script/replies.ts'
import { everythingAbout } from '../script/requests.ts'
import { happened, sawCharges } from '../script/situations.ts'
import { mistakes, misspeaks } from '../spoil/spoil.ts'
import { absorb, reset } from '../story.ts'

const comparison = agreeing(
  { tell: (story) => [reset(story), absorb(story.events)], ask: everythingAbout },
  { tell: (story) => [reset(story), absorb(story.events), absorb(story.events)], ask: everythingAbout },
)

export const twiceIsOnce: Law = {
  id: 'twice-is-once',
  sentence: 'An event that comes a second time changes nothing and counts as a duplicate.',
  cites: ['POS-2', 'POS-17'],
  judgesFrom: 'decision',
  stories: fc.oneof(plausible, wild),
  ...comparison,
  holds: (story, replies) =>
    comparison.holds(story, replies) &&
    dig(replies[replies.length - everythingAbout(story).length - 1], 'absorbed') === 0,
  situations: {
    'the customer wrote': happened(({ type }) => type === 'customer-messaged'),
    'a message of the business came twice': happened(({ type }) => type === 'business-messaged'),
    'something was charged': sawCharges,
  },
  mutants: [
    {
      defect: 'an event that comes again happens again',
      spoil: mistakes((event, before) => {
        if (!before.some(({ id }) => id === event.id)) return [event]
        const message = 'message' in event ? { message: `${String(event['message'])}/again` } : {}
        return [{ ...event, id: `${event.id}/again`, ...message }]
      }),
    },
    {
      defect: 'known events are counted as new',
      spoil: misspeaks((reply, request) =>
        request.op === 'absorb' ? { ...reply, absorbed: request.events.length } : reply,
      ),
    },
  ],
}
