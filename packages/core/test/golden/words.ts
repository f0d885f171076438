import {
  HOUR,
  answerToJson,
  explain,
  isRight,
  type Answer,
  type Charge,
  type Claim,
  type Forecast,
  type Instant,
  type Opened,
} from '../../src/index.ts'

/** Hours since the zero hour of a story, to the minute or so. */
export const hourOf =
  (zero: Instant) =>
  (at: Instant | null): string => {
    if (at === null || !Number.isFinite(at)) return '-'
    return String(Math.round(((at - zero) / HOUR) * 1000) / 1000)
  }

const claimInWords = ({ tier, beyond }: Claim): string =>
  `${tier.amount} ${tier.counts} per ${tier.per}, then ${beyond}`

const windowInWords = ({ windowOpen }: Charge): string =>
  [windowOpen.whenSent, windowOpen.whenDelivered].map((open) => (open ? 'open' : 'closed')).join('→')

/** Which message, and when it was sent and delivered. */
export const messageInWords = ({ message, sentAt, at }: Charge, zero: Instant): string =>
  `${message} ${hourOf(zero)(sentAt)}>${hourOf(zero)(at)} | `

/** Everything else that a charge says, in a line. */
export const chargeInWords = (charge: Charge): string => {
  const reported = charge.reported === null ? [] : [JSON.stringify(charge.reported)]
  return [
    `${charge.unit} ${charge.category} ${charge.type}`,
    ...(charge.claim === null ? [] : [claimInWords(charge.claim)]),
    windowInWords(charge),
    charge.because.join(' '),
    ...reported,
    ...(charge.isContradicted ? ['contradicted'] : []),
  ].join(' | ')
}

const openedInWords = (opened: Opened, hour: (at: Instant) => string): string => {
  const what = opened.what === 'billed-conversation' ? `billed ${opened.category}` : opened.what
  return `${what} to ${hour(opened.closesAt)}`
}

const sameRuling = (charged: Charge | undefined, forecast: Forecast): boolean =>
  charged !== undefined &&
  (['unit', 'category', 'type'] as const).every((part) => charged[part] === forecast[part]) &&
  charged.because.join() === forecast.because.join()

/** What an answer says of sending and cost, in a line; what it shares with the charge is not said again. */
export const answerLine = (answer: Answer, zero: Instant, charged?: Charge): string => {
  const hour = hourOf(zero)
  if (isRight(answer)) {
    const { validUntil, because, charge } = answer.right
    return [
      `  asked: to ${hour(validUntil)}, ${because.join(' ')}`,
      ...(sameRuling(charged, charge)
        ? ['as charged']
        : [`${charge.unit} ${charge.category} ${charge.type}`, charge.because.join(' ')]),
      ...(charge.tier === null ? [] : [`${charge.tier.used} of ${charge.tier.amount}`]),
      ...charge.opens.map((opened) => openedInWords(opened, hour)),
    ].join(' | ')
  }
  if (answer.left.answer !== 'refused') return `  asked: too old, before ${hour(answer.left.earliest)}`
  const reasons = answer.left.reasons.map(({ code, because }) => `${code} (${because.join(' ')})`)
  return `  asked: ${reasons.join(', ')}`
}

/** An answer as a sentence, and where wanted as JSON. */
export const answerInFull = (answer: Answer, timeZone: string, withJson: boolean): readonly string[] => [
  `  ${explain(answer, { timeZone })}`,
  ...(withJson ? [`    ${JSON.stringify(answerToJson(answer))}`] : []),
]
