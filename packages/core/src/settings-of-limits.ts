import { defaultPositions, secondsAllowed, type Positions } from './positions.ts'
import { show, type Problem } from './problem.ts'
import { unknownKeys } from './unknown-keys.ts'

/** What a deployment knows of one of its phone numbers. */
export interface PhoneNumberSettings {
  readonly account?: string | undefined
  /** An ISO 3166 code. */
  readonly country?: string | undefined
  /** The number that people see; restrictions may name it instead of the id. */
  readonly displayPhoneNumber?: string | undefined
}

/** The positions that are named, and the defaults of the others. */
export const positionsIn = (input: {
  readonly [K in keyof Positions]?: Positions[K] | undefined
}): Positions => ({
  pairRateModel: input.pairRateModel ?? defaultPositions.pairRateModel,
  marketingCapHours: input.marketingCapHours ?? defaultPositions.marketingCapHours,
  limitReservesInFlight: input.limitReservesInFlight ?? defaultPositions.limitReservesInFlight,
  authenticationLifeSeconds: input.authenticationLifeSeconds ?? defaultPositions.authenticationLifeSeconds,
  utilityLifeSeconds: input.utilityLifeSeconds ?? defaultPositions.utilityLifeSeconds,
  marketingLifeSeconds: input.marketingLifeSeconds ?? defaultPositions.marketingLifeSeconds,
  expiryBufferSeconds: input.expiryBufferSeconds ?? defaultPositions.expiryBufferSeconds,
})

const problem = (path: string, reason: string): readonly Problem[] => [{ path: `$.${path}`, reason }]

const longestCapHours = 24 * 366

/** Callers without types may hand in anything. */
export const positionProblems = ({
  pairRateModel,
  marketingCapHours,
  limitReservesInFlight,
  ...seconds
}: Positions): readonly Problem[] => [
  ...(['debt', 'bucket'].includes(pairRateModel)
    ? []
    : problem('pairRateModel', 'pairRateModel must be debt or bucket')),
  ...(marketingCapHours >= 0 && marketingCapHours <= longestCapHours
    ? []
    : problem('marketingCapHours', `marketingCapHours must be a number from 0 to ${longestCapHours}`)),
  ...(typeof limitReservesInFlight === 'boolean'
    ? []
    : problem('limitReservesInFlight', 'limitReservesInFlight must be true or false')),
  ...secondsNames.flatMap((name) => {
    const [least, most] = secondsAllowed[name]
    const value = seconds[name]
    return Number.isSafeInteger(value) && value >= least && value <= most
      ? []
      : problem(name, `${name} must be a whole number of seconds from ${least} to ${most}`)
  }),
]

const secondsNames = Object.keys(secondsAllowed) as readonly (keyof typeof secondsAllowed)[]

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

export const portfolioProblems = (portfolio: unknown): readonly Problem[] =>
  portfolio === null || (Array.isArray(portfolio) && portfolio.every(isText))
    ? []
    : problem('portfolio', `portfolio must be a list of account ids, not ${show(portfolio)}`)

const partsOfNumber = ['account', 'country', 'displayPhoneNumber'] as const

export const phoneNumberProblems = (phoneNumbers: unknown): readonly Problem[] => {
  if (typeof phoneNumbers !== 'object' || phoneNumbers === null || Array.isArray(phoneNumbers))
    return problem('phoneNumbers', `phoneNumbers must be an object, not ${show(phoneNumbers)}`)
  return Object.entries(phoneNumbers).flatMap(([id, known]: readonly [string, unknown]) => {
    const path = `phoneNumbers.${id}`
    if (typeof known !== 'object' || known === null)
      return problem(path, `a phone number's settings must be an object, not ${show(known)}`)
    const parts: Readonly<Record<string, unknown>> = { ...known }
    return [
      ...unknownKeys(known, partsOfNumber, 'key').map(({ reason }) => ({ path: `$.${path}`, reason })),
      ...partsOfNumber.flatMap((part) =>
        parts[part] === undefined || isText(parts[part])
          ? []
          : problem(`${path}.${part}`, `${part} must be a text`),
      ),
    ]
  })
}
