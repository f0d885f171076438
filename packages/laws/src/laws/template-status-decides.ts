import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import { scene, thread } from '../script/episodes.ts'
import { codesOf, dig, isAllowed, isOk, isRefused, listOf } from '../script/replies.ts'
import { askAt } from '../script/requests.ts'
import { sawAllowed, sawCode } from '../script/situations.ts'
import { DAY, HOUR, MINUTE } from '../script/stories.ts'
import { mistakes, misspeaks } from '../spoil/spoil.ts'
import { absorb, reset, type Story } from '../story.ts'

/** What a status means for sending; `null` is that it may be sent. */
const verdicts: Readonly<Record<string, string | null>> = {
  APPROVED: null,
  REINSTATED: null,
  PENDING: 'template-not-approved',
  REJECTED: 'template-not-approved',
  PAUSED: 'template-paused',
  DISABLED: 'template-disabled',
}

const start = Date.UTC(2026, 10, 3, 9)

const change = (name: string, status: string, at: number, index: number): Event => ({
  type: 'template-changed',
  id: `t${index}`,
  at,
  name,
  language: 'en_US',
  status,
})

/** The status of a template as it was heard last by an instant. */
const statusAt = ({ events }: Story, name: string, at: number): string | null => {
  const heard = events.flatMap((event) =>
    event.type === 'template-changed' && event.name === name && event.at <= at ? [event.status ?? ''] : [],
  )
  return heard.at(-1) ?? null
}

const names = ['hello', 'promo']

export const templateStatusDecides: Law = {
  id: 'template-status-decides',
  sentence:
    'A template whose status is known may be sent only as long as it is approved; a refusal names the status that it rests on.',
  cites: ['G7', 'TPL-2', 'TPL-3'],
  judgesFrom: 'decision',
  stories: fc
    .array(
      fc.record({
        name: fc.constantFrom(...names),
        status: fc.constantFrom(...Object.keys(verdicts)),
        wait: fc.integer({ min: MINUTE, max: DAY }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((changes) => {
      let at = start
      const events = changes.map(({ name, status, wait }, index) => change(name, status, (at += wait), index))
      return scene(events, { asked: events.flatMap((event) => [event.at, event.at + HOUR]) })
    }),
  script: (story) => [
    reset(story),
    absorb(story.events.toReversed()),
    ...story.asked.flatMap((at) =>
      names.map((name) => askAt(thread, { kind: 'template', name, language: 'en_US' }, at)),
    ),
  ],
  holds: (story, replies) =>
    [replies[0], replies[1]].every(isOk) &&
    story.asked.every((at, when) =>
      names.every((name, which) => {
        const reply = replies[2 + when * names.length + which]
        const status = statusAt(story, name, at)
        const verdict = status === null ? null : (verdicts[status] ?? null)
        if (verdict === null) return isAllowed(reply)
        const [reason] = listOf(dig(reply, 'reasons'))
        // The protocol asks for the code, which tells most of it; an engine may also name the status.
        const named = dig(reason, 'status')
        const isNamed = status === null || named === undefined || named === status
        return isRefused(reply) && codesOf(reply).join() === verdict && isNamed
      }),
    ),
  situations: {
    'an approved one was allowed': sawAllowed,
    'one was paused': sawCode('template-paused'),
    'one was disabled': sawCode('template-disabled'),
    'one was not approved': sawCode('template-not-approved'),
  },
  mutants: [
    {
      defect: 'any registered template is allowed',
      spoil: mistakes((event) => [
        event.type === 'template-changed' ? { ...event, status: 'APPROVED' } : event,
      ]),
    },
    {
      defect: 'the first status of a template stands',
      spoil: mistakes((event, _, all) => {
        const first = all
          .filter(({ type, name }) => type === event.type && name === event['name'])
          .sort((a, b) => (a.at < b.at ? -1 : 1))[0]
        return first?.['status'] === undefined ? [event] : [{ ...event, status: first['status'] }]
      }),
    },
    {
      defect: 'a refusal names another status',
      spoil: misspeaks((reply) => ({
        ...reply,
        reasons: listOf(reply['reasons']).map((reason) => ({ code: dig(reason, 'code'), status: 'FLAGGED' })),
      })),
    },
  ],
}
