import { plausible } from '../generators/plausible.ts'
import type { Instant } from '@guichet/core'
import type { Law } from '../law.ts'
import { agreeing } from '../script/compare.ts'
import { questionsAbout } from '../script/requests.ts'
import { sawConversation, sawPhase } from '../script/situations.ts'
import { plain } from '../script/stories.ts'
import { mishears } from '../spoil/spoil.ts'
import { absorb, iso, reset, threadsIn, type Story } from '../story.ts'

/** One of the instants, chosen by the dice. */
const asked = ({ asked: instants, dice }: Story): Instant => instants[dice % instants.length] ?? 0

export const onlyThePastCounts: Law = {
  id: 'only-the-past-counts',
  sentence: 'What may be sent at an instant depends on what happened until then, and on nothing after it.',
  cites: ['POS-2', 'G2'],
  judgesFrom: 'decision',
  stories: plausible.map(plain),
  ...agreeing(
    {
      tell: (story) => [reset(story), absorb(story.events)],
      ask: (story) => questionsAbout(story, threadsIn(story), [asked(story)]),
    },
    {
      tell: (story) => [reset(story), absorb(story.events.filter(({ at }) => at <= asked(story)))],
      ask: (story) => questionsAbout(story, threadsIn(story), [asked(story)]),
    },
  ),
  situations: {
    'something happened after the asked instant': (story) => story.events.some(({ at }) => at > asked(story)),
    'the window was open': sawPhase('open'),
    'a conversation was open': sawConversation,
  },
  mutants: [
    {
      defect: 'a question about the past is answered from the present',
      spoil: mishears((conversation) => {
        const told = conversation.flatMap((request) => (request.op === 'absorb' ? request.events : []))
        const newest = Math.max(0, ...told.map(({ at }) => Date.parse(at)))
        return conversation.map((request) =>
          (request.op === 'view' || request.op === 'ask') && Date.parse(request.at) < newest
            ? { ...request, at: iso(newest) }
            : request,
        )
      }),
    },
  ],
}
