import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { agreeing } from '../script/compare.ts'
import { thread, writes } from '../script/episodes.ts'
import { charges, fewAsked, questionsAbout } from '../script/requests.ts'
import { sawPhase } from '../script/situations.ts'
import { HOUR, newestOf, plain } from '../script/stories.ts'
import { mishears } from '../spoil/spoil.ts'
import { absorb, horizonHours, iso, reset, threadsIn, type Story } from '../story.ts'

/** The latest that may be told without putting a question out of reach. */
const latest = (story: Story): number => Math.min(...fewAsked(story)) + horizonHours * HOUR

/** The customers, and one of whom nobody spoke, write at that instant. */
const laterNews = (story: Story): readonly Request[] => {
  const at = latest(story)
  const [first] = threadsIn(story)
  const keys =
    story.dice % 2 === 0 || first === undefined ? [{ ...thread, customer: '15550109999' }] : [first]
  return [absorb(keys.map((key, index) => writes(`later${index}`, at, undefined, key)))]
}

const questions = (story: Story): readonly Request[] => [
  ...questionsAbout(
    story,
    threadsIn(story),
    fewAsked(story).filter((at) => at < latest(story)),
  ),
  charges,
]

export const laterEventsChangeNoEarlierAnswer: Law = {
  id: 'later-events-change-no-earlier-answer',
  sentence: 'Later events, in this thread or another, change no answer about an earlier instant.',
  cites: ['POS-2', 'POS-17'],
  judgesFrom: 'decision',
  stories: plausible.map(plain),
  ...agreeing(
    { tell: (story) => [reset(story), absorb(story.events)], ask: questions },
    { tell: (story) => [reset(story), absorb(story.events), ...laterNews(story)], ask: questions },
  ),
  situations: {
    'a question lay before the newest event': (story) => fewAsked(story).some((at) => at < newestOf(story)),
    'the window was open': sawPhase('open'),
    'the window was closed': sawPhase('closed'),
  },
  mutants: [
    {
      defect: 'a question about the past is answered from the present',
      spoil: mishears((conversation) => {
        let newest = 0
        return conversation.map((request) => {
          if (request.op === 'absorb')
            newest = Math.max(newest, ...request.events.map(({ at }) => Date.parse(at)))
          return (request.op === 'view' || request.op === 'ask') && Date.parse(request.at) < newest
            ? { ...request, at: iso(newest) }
            : request
        })
      }),
    },
  ],
}
