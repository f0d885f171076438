import fc from 'fast-check'
import { plausible } from '../generators/plausible.ts'
import { wild } from '../generators/wild.ts'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { isDecided } from '../script/decided.ts'
import { readOffTheFacts } from '../script/read-off.ts'
import { questionsAbout } from '../script/requests.ts'
import { sawAllowed, sawPhase, sawRefused } from '../script/situations.ts'
import {
  boundaryIncluded,
  goesByArrival,
  phoneNumberForgotten,
  templateOpensWindow,
} from '../spoil/classic-defects.ts'
import { absorb, reset, type Story } from '../story.ts'

const script = (story: Story): readonly Request[] => [
  reset(story),
  absorb(story.arrivals),
  ...questionsAbout(story),
]

export const viewsReadOffTheFacts: Law = {
  id: 'views-read-off-the-facts',
  sentence: 'Views and answers are what the reading copy computes from the facts, one rule at a time.',
  cites: ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'CSW-1'],
  judgesFrom: 'decision',
  stories: fc.oneof(plausible, wild).filter(isDecided),
  script,
  holds: readOffTheFacts(script),
  situations: {
    'the window was open': sawPhase('open'),
    'the customer was awaited': sawPhase('awaiting-customer'),
    'something was allowed': sawAllowed,
    'something was refused': sawRefused,
  },
  mutants: [
    { defect: 'decides by the order of arrival', spoil: goesByArrival },
    { defect: 'threads without the phone number', spoil: phoneNumberForgotten },
    { defect: 'the boundary belongs to the window', spoil: boundaryIncluded },
    { defect: 'a template opens or extends the window', spoil: templateOpensWindow },
  ],
}
