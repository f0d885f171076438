import fc from 'fast-check'
import type { Event } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { becomes, sends, templateOf } from '../script/episodes.ts'
import { askedAround, begin, berlin, refusing, until } from '../script/refusing.ts'
import { DAY, HOUR } from '../script/stories.ts'
import { mistakes } from '../spoil/spoil.ts'

const request: MessageJson = { kind: 'call-permission-request', by: 'template' }
const WEEK = 7 * DAY

export const requestsForCallsAreRare: Law = refusing({
  id: 'requests-for-calls-are-rare',
  sentence:
    'A request for permission to call is refused for 24 hours after another, and for as long as two were made in seven days; one that failed, and all before a call that was picked up, are forgotten.',
  cites: ['CALL-13', 'POS-40'],
  code: 'call-permission-requested-lately',
  stories: fc
    .array(
      fc.tuple(
        fc.constantFrom('request', 'request', 'failed', 'talk', 'missed'),
        fc.constantFrom(HOUR, DAY - 1, DAY, 2 * DAY),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((told) => {
      let at = begin
      const events = told.flatMap(([what, wait], index): readonly Event[] => {
        at += wait
        const common = { id: `e${index}`, at, ...berlin }
        if (what === 'talk' || what === 'missed')
          return [{ type: 'call-ended', ...common, direction: 'user', connected: what === 'talk' }]
        return [
          sends(`e${index}`, at, templateOf('utility'), berlin),
          { type: 'call-permission-requested', ...common, by: 'template' },
          ...(what === 'failed' ? [becomes(`e${index}`, 'failed', at + HOUR / 2, berlin)] : []),
        ]
      })
      return askedAround(events, [DAY, WEEK])
    }),
  asks: () => request,
  refuses: (story, at) => {
    const events = until(story, at)
    const requests = events.filter(
      (event) =>
        event.type === 'call-permission-requested' &&
        !events.some(
          (other) =>
            (other.type === 'call-ended' && other.connected && other.at > event.at) ||
            (other.type === 'message-status' && other.status === 'failed' && other.message === event.id),
        ),
    )
    return (
      requests.some((one) => at < one.at + DAY) || requests.filter((one) => at < one.at + WEEK).length >= 2
    )
  },
  mutants: [
    {
      defect: 'a call that was picked up forgets nothing',
      spoil: mistakes((event) => (event.type === 'call-ended' ? [] : [event])),
    },
    {
      defect: 'a request that failed counts',
      spoil: mistakes((event) => (event['status'] === 'failed' ? [] : [event])),
    },
    {
      defect: 'a third request in a week is allowed',
      spoil: mistakes((event, before) => {
        const isFirst = !before.some(({ type }) => type === 'call-permission-requested')
        return event.type === 'call-permission-requested' && !isFirst ? [] : [event]
      }),
    },
  ],
})
