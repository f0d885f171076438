import type { Law } from '../law.ts'
import type { Reply, Request } from '../protocol.ts'
import { readingCopy } from '../reading/subject.ts'
import { limitedStories, now, wishOf } from '../script/limited.ts'
import { berlin } from '../script/refusing.ts'
import { dig, instantOf, isAllowed, isOk, isRefused, listOf } from '../script/replies.ts'
import { askAt } from '../script/requests.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { later } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const begun = (story: Story): readonly Request[] => [
  reset(story),
  absorb(story.events),
  askAt(berlin, wishOf(story), now),
]

/** The instant that an answer names: until when it holds, or from when on the same question is allowed. */
const turnOf = (reply: Reply | undefined): number =>
  isAllowed(reply)
    ? instantOf(dig(reply, 'validUntil'))
    : instantOf(dig(listOf(dig(reply, 'remedies')).find(isWaiting), 'at'))

const isWaiting = (remedy: unknown): boolean => dig(remedy, 'do') === 'wait-until'

/** Where the reading copy sees no turn, the answer stays as it is for weeks. */
const laterOn = (story: Story): readonly number[] => {
  const turn = turnOf(readingCopy.answer(begun(story))[2])
  return Number.isNaN(turn) ? [now + 1, now + HOUR, now + DAY, now + 9 * DAY] : [turn - 1, turn]
}

export const anAnswerSaysHowLongItHolds: Law = {
  id: 'an-answer-says-how-long-it-holds',
  sentence:
    'If nothing else happens, what is allowed is allowed until just before `validUntil` and refused at it, and what is refused is refused until just before the instant of `wait-until` and allowed at it.',
  cites: ['LIM-20', 'LIM-25', 'LIM-26', 'LIM-29', 'LIM-35', 'CALL-11', 'CALL-13'],
  judgesFrom: 'codes',
  needs: 'version-2',
  stories: limitedStories,
  script: (story) => [...begun(story), ...laterOn(story).map((at) => askAt(berlin, wishOf(story), at))],
  holds: (story, replies) => {
    const instants = laterOn(story)
    const [answer, ...rest] = replies.slice(2)
    if (replies.length !== 3 + instants.length || !replies.every(isOk)) return false
    if (!isAllowed(answer) && !isRefused(answer)) return false
    const turn = turnOf(answer)
    const isSame = (reply: unknown): boolean => dig(reply, 'answer') === dig(answer, 'answer')
    if (instants.length > 2) return Number.isNaN(turn) && rest.every(isSame)
    return turn === instants[1] && isSame(rest[0]) && !isSame(rest[1])
  },
  situations: {
    'an answer held until an instant': (_, replies) =>
      !Number.isNaN(turnOf(replies[2])) && isAllowed(replies[2]),
    'it was named how long to wait': (_, replies) =>
      !Number.isNaN(turnOf(replies[2])) && isRefused(replies[2]),
    'an answer had no end': (_, replies) => Number.isNaN(turnOf(replies[2])) && isAllowed(replies[2]),
  },
  mutants: [
    {
      defect: '`validUntil` is the last allowed instant',
      spoil: misspeaks((reply) =>
        typeof reply['validUntil'] === 'string'
          ? { ...reply, validUntil: later(reply['validUntil'], -1) }
          : reply,
      ),
    },
    {
      defect: 'an answer holds as long as the window',
      spoil: misspeaks((reply, { op }) => (op === 'ask' ? { ...reply, validUntil: null } : reply)),
    },
  ],
}
