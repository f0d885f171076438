import fc from 'fast-check'
import { plausible } from '../generators/plausible.ts'
import { wild } from '../generators/wild.ts'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { readingCopy } from '../reading/subject.ts'
import { essence, same } from '../script/compare.ts'
import { isAnswer, isOk } from '../script/replies.ts'
import { charges } from '../script/requests.ts'
import { sawChargeType } from '../script/situations.ts'
import { acceptanceIsDelivery, goesByArrival } from '../spoil/classic-defects.ts'
import { mishearsEach } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const script = (story: Story): readonly Request[] => [reset(story), absorb(story.arrivals), charges]

export const chargesReadOffTheFacts: Law = {
  id: 'charges-read-off-the-facts',
  sentence:
    'Every charge is what the reading copy computes from the facts, message by message, under every rulebook.',
  cites: ['G8', 'CONV-A1', 'CONV-B2', 'PMP-3', 'OCT26-17'],
  judgesFrom: 'codes',
  stories: fc.oneof(plausible, wild),
  script,
  holds: (story, replies) => {
    const [, , read] = readingCopy.answer(script(story))
    const [first, second, bill] = replies
    return [first, second].every(isOk) && isAnswer(bill) && same(essence(read), essence(bill))
  },
  situations: {
    'something was paid': sawChargeType('regular'),
    'something was free as service': sawChargeType('free_customer_service'),
    'something rode an open conversation': sawChargeType('rides_open_conversation'),
    'something was free in an entry point': sawChargeType('free_entry_point'),
    'something was among the free ones of a month': sawChargeType('free_tier'),
  },
  mutants: [
    { defect: 'acceptance counts as delivery', spoil: acceptanceIsDelivery },
    { defect: 'decides by the order of arrival', spoil: goesByArrival },
    {
      defect: 'the newest rulebook was always in force',
      spoil: mishearsEach((request) =>
        request.op === 'reset' ? { ...request, rulebook: '2026-10-01' } : request,
      ),
    },
  ],
}
