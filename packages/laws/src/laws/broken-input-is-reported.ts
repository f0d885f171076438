import { plausible } from '../generators/plausible.ts'
import type { Law } from '../law.ts'
import type { Request } from '../protocol.ts'
import { agreeing } from '../script/compare.ts'
import { thread } from '../script/episodes.ts'
import { dig } from '../script/replies.ts'
import { everythingAbout } from '../script/requests.ts'
import { sawConversation, sawPhase } from '../script/situations.ts'
import { mishears, misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** A line as a careless program may send it; the types would not let us write it. */
const careless = (line: string): Request => {
  const request: Request = JSON.parse(line)
  return request
}

const broken: readonly Request[] = [
  careless('{"op":"shout"}'),
  { op: 'absorb', events: [{ type: 'customer-sang', id: 'x1', at: '2026-10-01T07:00:00.000Z', ...thread }] },
  {
    op: 'absorb',
    events: [{ type: 'customer-messaged', id: 'x2', at: 'yesterday', kind: 'text', ...thread }],
  },
  { op: 'absorb', events: [{ type: 'customer-messaged', id: 'x3', at: '2026-10-01T07:00:00.000Z' }] },
  { op: 'view', ...thread, at: 'now' },
  careless(
    '{"op":"ask","phoneNumberId":"100","customer":"1","at":"2026-10-01T07:00:00.000Z","message":{"kind":"song"}}',
  ),
]

/** The story cut in two, with broken input between the halves. */
const interrupted = (story: Story): readonly Request[] => {
  const middle = story.dice % (story.events.length + 1)
  return [reset(story), absorb(story.events.slice(0, middle)), ...broken, absorb(story.events.slice(middle))]
}

/** The broken lines are not told but asked: their replies are looked at by themselves. */
const comparison = agreeing(
  { tell: (story) => [reset(story), absorb(story.events)], ask: everythingAbout },
  { tell: (story) => [reset(story), absorb(story.events)], ask: everythingAbout },
)

export const brokenInputIsReported: Law = {
  id: 'broken-input-is-reported',
  sentence: 'Unknown or broken input is reported, changes nothing, and everything around it is still read.',
  cites: ['POS-17'],
  judgesFrom: 'decision',
  stories: plausible,
  script: (story) => [
    reset(story),
    absorb(story.events),
    ...everythingAbout(story),
    ...interrupted(story),
    ...everythingAbout(story),
  ],
  holds: (story, replies) => {
    const questions = everythingAbout(story).length
    const from = 2 + questions + 2
    const reports = replies.slice(from, from + broken.length)
    const mended = [
      ...replies.slice(0, 2 + questions),
      ...replies.slice(from - 2, from - 1),
      ...replies.slice(from + broken.length),
    ]
    return (
      reports.length === broken.length &&
      reports.every(
        (reply) => dig(reply, 'ok') === false && typeof dig(reply, 'error', 'code') === 'string',
      ) &&
      dig(replies[from - 1], 'ok') === true &&
      comparison.holds(story, mended)
    )
  },
  situations: {
    'something came before and after the broken input': ({ dice, events }) =>
      dice % (events.length + 1) > 0 && dice % (events.length + 1) < events.length,
    'the window was open': sawPhase('open'),
    'a conversation was open': sawConversation,
  },
  mutants: [
    {
      defect: 'broken input is not reported',
      spoil: misspeaks((reply) => (reply.ok ? reply : { ok: true, absorbed: 0, duplicates: 0, late: 0 })),
    },
    {
      defect: 'nothing is read after broken input',
      spoil: mishears((conversation) => {
        const first = conversation.findIndex((request) => broken.includes(request))
        return conversation.map((request, index) =>
          first !== -1 && index > first && request.op === 'absorb' && !broken.includes(request)
            ? { ...request, events: [] }
            : request,
        )
      }),
    },
  ],
}
