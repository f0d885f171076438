import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import type { Key, Request } from '../protocol.ts'
import { agreeing } from '../script/compare.ts'
import { thread } from '../script/episodes.ts'
import { chargesOf, questionsAbout } from '../script/requests.ts'
import { sawCharges, sawConversation } from '../script/situations.ts'
import { allApproved, keep, plain } from '../script/stories.ts'
import { phoneNumberForgotten } from '../spoil/classic-defects.ts'
import { mishearsEach, mistakes } from '../spoil/spoil.ts'
import { absorb, isThreadEvent, reset, threadsIn, type Story } from '../story.ts'

/** One of the story's threads, chosen by its dice. */
const chosen = (story: Story): Key => {
  const keys = threadsIn(story)
  return keys[story.dice % Math.max(1, keys.length)] ?? thread
}

/** The story as if only that thread had been. Templates belong to all. */
const alone = (story: Story): Story => {
  const key = chosen(story)
  return keep(
    story,
    (event) =>
      !isThreadEvent(event) || (event.phoneNumberId === key.phoneNumberId && event.customer === key.customer),
  )
}

const questions = (story: Story): readonly Request[] => [
  ...questionsAbout(story, [chosen(story)]),
  chargesOf(chosen(story)),
]

export const threadsDoNotInfluenceEachOther: Law = {
  id: 'threads-do-not-influence-each-other',
  sentence:
    'What happens between one number and one customer changes nothing between others, except for the month’s free messages and for the proof that a sent template was approved.',
  cites: ['G6', 'G8', 'CSW-1'],
  judgesFrom: 'decision',
  stories: plausible.map(plain).map(allApproved),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: questions },
    { tell: (story) => [reset(story), absorb(alone(story).events)], ask: questions },
  ),
  situations: {
    'there were several threads': (story) => threadsIn(story).length > 1,
    'a conversation was open': sawConversation,
    'something was charged': sawCharges,
  },
  mutants: [
    { defect: 'threads without the phone number', spoil: phoneNumberForgotten },
    {
      defect: 'all customers of a number share a window',
      spoil: (right) =>
        mistakes((event) => ('customer' in event ? [{ ...event, customer: 'any' }] : [event]))(
          mishearsEach((request) => ('customer' in request ? { ...request, customer: 'any' } : request))(
            right,
          ),
        ),
    },
  ],
}
