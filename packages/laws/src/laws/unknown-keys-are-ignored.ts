import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { agreeing } from '../script/compare.ts'
import { everythingAbout } from '../script/requests.ts'
import { sawCharges, sawConversation } from '../script/situations.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, eventToJson, reset, type Story } from '../story.ts'

/** The events with a key of tomorrow in each. */
const annotated = ({ events }: Story): Request => ({
  op: 'absorb',
  events: events.map((event) => ({ ...eventToJson(event), key_of_tomorrow: { since: 2031 } })),
})

export const unknownKeysAreIgnored: Law = {
  id: 'unknown-keys-are-ignored',
  sentence: 'Unknown keys of an event are ignored.',
  cites: ['POS-4'],
  judgesFrom: 'decision',
  stories: plausible,
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: everythingAbout },
    { tell: (story) => [reset(story), annotated(story)], ask: everythingAbout },
  ),
  situations: { 'a conversation was open': sawConversation, 'something was charged': sawCharges },
  mutants: [
    {
      defect: 'an event with an unknown key is dropped',
      spoil: mistakes((event) => ('key_of_tomorrow' in event ? [] : [event])),
    },
  ],
}
