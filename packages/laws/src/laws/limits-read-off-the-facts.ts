import fc from 'fast-check'
import { wild } from '../generators/wild.ts'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { isDecided } from '../script/decided.ts'
import { readOffTheFacts } from '../script/read-off.ts'
import { limitedStories, wishes } from '../script/limited.ts'
import { askAt, placesIn } from '../script/requests.ts'
import { sawAllowed, sawCode } from '../script/situations.ts'
import { goesByArrival, phoneNumberForgotten } from '../spoil/classic-defects.ts'
import { later, misspeaks, mistakes } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const script = (story: Story): readonly Request[] => [
  reset(story),
  absorb(story.arrivals),
  ...placesIn(story, 2).flatMap(([key, at]) => wishes.map((wish) => askAt(key, wish, at))),
]

const codes = [
  'account-restricted',
  'marketing-not-delivered',
  'marketing-cap-reached',
  'messaging-limit-reached',
  'pair-rate-reached',
  'throughput-reached',
  'call-not-permitted',
  'call-permission-requested-lately',
  'call-permission-is-permanent',
]

export const limitsReadOffTheFacts: Law = {
  id: 'limits-read-off-the-facts',
  sentence:
    'Answers about messages, calls and requests name the reasons, remedies and unknowns that the reading copy computes from the facts, with their instants.',
  cites: ['LIM-20', 'LIM-25', 'LIM-26', 'LIM-29', 'LIM-35', 'LIM-39', 'CALL-9', 'CALL-11', 'CALL-13'],
  judgesFrom: 'decision',
  needs: 'version-2',
  stories: fc.oneof(limitedStories, wild).filter(isDecided),
  script,
  holds: readOffTheFacts(script),
  situations: {
    'something was allowed': sawAllowed,
    ...Object.fromEntries(codes.map((code) => [`refused as ${code}`, sawCode(code)])),
  },
  mutants: [
    { defect: 'decides by the order of arrival', spoil: goesByArrival },
    { defect: 'threads without the phone number', spoil: phoneNumberForgotten },
    {
      defect: 'restrictions end a millisecond late',
      spoil: mistakes((event) => [
        typeof event['until'] === 'string' ? { ...event, until: later(event['until'], 1) } : event,
      ]),
    },
    {
      defect: 'what is not known refuses',
      spoil: misspeaks((reply, { op }) =>
        op === 'ask' && Array.isArray(reply['notKnown']) && reply['notKnown'].length > 1
          ? { ...reply, answer: 'refused', reasons: [], remedies: [] }
          : reply,
      ),
    },
  ],
}
