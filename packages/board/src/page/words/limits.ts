import type { Instant } from '../model/json.ts'
import type { NumberLimits, Restriction } from '../model/limits.ts'
import { plainly } from './text.ts'
import { durationInWords } from './time.ts'

/** A piece of the strip; `alarming` where something is refused now. */
export interface LimitWords {
  readonly words: string
  readonly alarming: boolean
}

/** What WhatsApp allows a phone number now: the messaging limit, the throughput, and what is restricted for how long. */
export const limitsInWords = (
  { messagingLimit, perSecond, restrictions }: NumberLimits,
  now: Instant,
): readonly LimitWords[] => [
  ...(messagingLimit === null ? [] : [limitInWords(messagingLimit, now)]),
  ...(perSecond === null ? [] : [{ words: `${perSecond} messages a second`, alarming: false }]),
  ...restrictions
    .filter(({ until }) => until === null || until > now)
    .map((one) => ({ words: restrictionInWords(one, now), alarming: true })),
]

const limitInWords = (
  { limit, used, freesAt }: NonNullable<NumberLimits['messagingLimit']>,
  now: Instant,
): LimitWords => {
  if (limit === null) return { words: 'any number of new customers', alarming: false }
  const count = `${used} of ${limit} new customers in 24 hours`
  if (used < limit) return { words: count, alarming: false }
  const room = freesAt === null || freesAt <= now ? '' : `, room in ${durationInWords(freesAt - now)}`
  return { words: count + room, alarming: true }
}

const restrictionInWords = ({ what, until }: Restriction, now: Instant): string => {
  const forbidden = known.get(what) ?? `restricted: ${plainly(what)}`
  return `${forbidden}, ${until === null ? 'until further notice' : `${durationInWords(until - now)} left`}`
}

const known: ReadonlyMap<string, string> = new Map([
  ['business-initiated-messages', 'no templates outside the window'],
  ['replies', 'no replies'],
  ['all-messages', 'banned: no messages at all'],
  ['direct-send-utility', 'no utility messages by Direct Send'],
  ['business-initiated-calls', 'no calls'],
])
