import { plausible } from '../generators/plausible.ts'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { agreeing } from '../script/compare.ts'
import { charges, questionsAbout } from '../script/requests.ts'
import { sawCharges, sawConversation } from '../script/situations.ts'
import { plain } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'
import { absorb, isThreadEvent, reset, threadsIn, type Story } from '../story.ts'

/** The business-scoped user id of a customer. */
const userId = (customer: string): string => `ES.${customer}`

/** Every other event comes under the user id; each shows both ids. */
const underTwoIds = (event: Event, index: number): Event => {
  if (!isThreadEvent(event)) return event
  const id = userId(event.customer)
  return index % 2 === 0 ? { ...event, aliases: [id] } : { ...event, customer: id, aliases: [event.customer] }
}

const questions = (story: Story): readonly Request[] => [...questionsAbout(story), charges]

const questionsByUserId = (story: Story): readonly Request[] => [
  ...questionsAbout(
    story,
    threadsIn(story).map((key) => ({ ...key, customer: userId(key.customer) })),
  ),
  charges,
]

export const aliasesNameOneThread: Law = {
  id: 'aliases-name-one-thread',
  sentence:
    'A customer who is known by a phone number and by a user id has one thread, whichever of the two is used.',
  cites: ['ID-8'],
  judgesFrom: 'decision',
  stories: plausible.map(plain),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: questions },
    {
      tell: (story) => [reset(story), absorb(story.events.map(underTwoIds))],
      ask: questionsByUserId,
    },
  ),
  situations: {
    'both ids were used': ({ events }) => events.length > 1,
    'a conversation was open': sawConversation,
    'something was charged': sawCharges,
  },
  mutants: [
    {
      defect: 'other ids of a customer are not looked at',
      spoil: mistakes((event) => [{ ...event, aliases: undefined }]),
    },
  ],
}
