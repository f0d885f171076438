import type { Law } from '../law.ts'
import { counterStories, wantedIn } from '../script/counter.ts'
import { thread } from '../script/episodes.ts'
import { codesOf, dig, isAllowed, isOk, isRefused, listOf } from '../script/replies.ts'
import { askAt } from '../script/requests.ts'
import { sawAllowed, sawCode } from '../script/situations.ts'
import { DAY, isOpener } from '../script/stories.ts'
import { misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

const statusCodes: Readonly<Record<string, string>> = {
  PAUSED: 'template-paused',
  DISABLED: 'template-disabled',
  PENDING: 'template-not-approved',
}

/** Everything that stands against the message. */
const reasonsIn = (story: Story): readonly string[] => {
  const at = story.asked[0] ?? 0
  const wanted = wantedIn(story)
  if (wanted.kind !== 'template') {
    const isOpen = story.events.some((event) => isOpener(event) && at - DAY < event.at && event.at <= at)
    return isOpen ? [] : ['service-window-closed']
  }
  const changes = story.events.filter((event) => event.type === 'template-changed')
  const latest = changes.findLast(({ name }) => name === wanted.name)
  const isMarketing = (latest?.category ?? wanted.category) === 'marketing'
  const hasStopped = story.events.some(
    (event) => event.type === 'marketing-preference' && event.value === 'stop',
  )
  const status = statusCodes[latest?.status ?? '']
  return [
    ...(isMarketing && hasStopped ? ['marketing-stopped'] : []),
    ...(status === undefined ? [] : [status]),
  ]
}

export const allReasonsAreNamed: Law = {
  id: 'all-reasons-are-named',
  sentence: 'A refusal names every reason against the message, not only the first, each with a clause.',
  cites: ['G6', 'G7', 'LIM-14', 'TPL-2'],
  judgesFrom: 'codes',
  stories: counterStories,
  script: (story) => [
    reset(story),
    absorb(story.events),
    askAt(thread, wantedIn(story), story.asked[0] ?? 0),
  ],
  holds: (story, replies) => {
    const expected = reasonsIn(story)
    const [told, listened, answer] = replies
    if (![told, listened].every(isOk)) return false
    if (expected.length === 0) return isAllowed(answer) && listOf(dig(answer, 'because')).length > 0
    return (
      isRefused(answer) &&
      codesOf(answer).join() === expected.toSorted().join() &&
      listOf(dig(answer, 'reasons')).every((reason) => listOf(dig(reason, 'because')).length > 0)
    )
  },
  situations: {
    'there was no reason against it': sawAllowed,
    'there was one reason': (story) => reasonsIn(story).length === 1,
    'there were two reasons': (story) => reasonsIn(story).length === 2,
    'the window was closed': sawCode('service-window-closed'),
  },
  mutants: [
    {
      defect: 'only the first reason is named',
      spoil: misspeaks((reply) =>
        isRefused(reply) ? { ...reply, reasons: listOf(reply['reasons']).slice(0, 1) } : reply,
      ),
    },
    {
      defect: 'reasons come without clauses',
      spoil: misspeaks((reply) =>
        isRefused(reply)
          ? { ...reply, reasons: listOf(reply['reasons']).map((reason) => ({ code: dig(reason, 'code') })) }
          : reply,
      ),
    },
  ],
}
