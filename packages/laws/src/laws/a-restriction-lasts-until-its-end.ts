import fc from 'fast-check'
import type { Event, Restriction } from '@guichet/core'
import type { Law } from '../law.ts'
import type { MessageJson } from '../protocol.ts'
import { askedAround, begin, berlin, refusing, until } from '../script/refusing.ts'
import { writes } from '../script/episodes.ts'
import { HOUR } from '../script/stories.ts'
import { later, mistakes } from '../spoil/spoil.ts'

const account = 'A'
const numbers = fc.constantFrom({}, { phoneNumberId: '100' }, { phoneNumberId: '200' })

const happened = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      restriction: fc.constantFrom<Restriction[]>('replies', 'all-messages'),
      number: numbers,
      lasts: fc.constantFrom(null, 1, HOUR, 2 * HOUR),
    }),
  },
  { weight: 1, arbitrary: fc.record({ number: numbers }) },
)

const service: MessageJson = { kind: 'service' }

type Restricted = Extract<Event, { type: 'account-restricted' }>

/** Is a restriction in force: the newest of its sort and scope, not over and not released since? */
const isInForce = (events: readonly Event[], one: Restricted, at: number): boolean =>
  at < (one.until ?? Infinity) &&
  (one.phoneNumberId ?? '100') === '100' &&
  !events.some((other) => {
    if (other.at <= one.at) return false
    if (other.type === 'account-restricted')
      return other.restriction === one.restriction && other.phoneNumberId === one.phoneNumberId
    if (other.type !== 'account-released') return false
    return other.phoneNumberId === undefined || other.phoneNumberId === one.phoneNumberId
  })

export const aRestrictionLastsUntilItsEnd: Law = refusing({
  id: 'a-restriction-lasts-until-its-end',
  sentence:
    'A restriction of the account or of the number refuses from its instant until just before its end, until a newer one of its sort replaces it, or until it is released.',
  cites: ['LIM-29', 'POS-44'],
  code: 'account-restricted',
  stories: fc
    .array(fc.tuple(happened, fc.constantFrom(1, HOUR, 2 * HOUR)), { minLength: 1, maxLength: 4 })
    .map((told) => {
      let at = begin
      const events = told.map(([what, wait], index): Event => {
        at += wait
        const common = { id: `e${index}`, at, account, ...what.number }
        if (!('lasts' in what)) return { type: 'account-released', ...common }
        const { restriction, lasts } = what
        const end = lasts === null ? {} : { until: at + lasts }
        return { type: 'account-restricted', ...common, restriction, ...end }
      })
      const known: Event = { ...writes('c', begin - HOUR, undefined, berlin), account }
      const story = askedAround(events, [HOUR])
      return { ...story, events: [known, ...story.events] }
    }),
  asks: () => service,
  refuses: (story, at) =>
    until(story, at).some(
      (event) => event.type === 'account-restricted' && isInForce(until(story, at), event, at),
    ),
  mutants: [
    {
      defect: 'a restriction still holds at its end',
      spoil: mistakes((event) => [
        typeof event['until'] === 'string' ? { ...event, until: later(event['until'], 1) } : event,
      ]),
    },
    {
      defect: 'a release ends nothing',
      spoil: mistakes((event) => (event.type === 'account-released' ? [] : [event])),
    },
    {
      defect: 'a restriction of one number holds for all',
      spoil: mistakes((event) => {
        const { phoneNumberId, ...rest } = event
        return [event.type === 'account-restricted' && phoneNumberId !== undefined ? rest : event]
      }),
    },
  ],
})
