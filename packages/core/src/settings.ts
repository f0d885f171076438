import type { Each } from './event/whole.ts'
import { unknownKeys } from './unknown-keys.ts'
import { show, type Problem } from './problem.ts'
import { E } from './prelude.ts'
import type { OpenQuestions, RulebookId } from './rulebook/rulebook.ts'
import { parseAmendments } from './rulebook/parse-amendments.ts'
import type { AmendmentInput, OwnAmendment } from './rulebook/own-amendment.ts'
import { answersTo } from './rulebook/rule-shapes.ts'
import { rulebooksWith } from './rulebook/rulebooks.ts'
import { DAY, HOUR, type Duration } from './time/instant.ts'
import {
  phoneNumberProblems,
  portfolioProblems,
  positionProblems,
  positionsIn,
  type PhoneNumberSettings,
} from './settings-of-limits.ts'
import { defaultPositions, type Positions } from './positions.ts'
import { isTimeZone } from './time/zone.ts'

/** What an engine is made from. Made by `settings`, which checks them. */
export interface Settings {
  /** The account's time zone, in which rulebooks come into force (POS-30). */
  readonly timeZone: string
  /** `auto`: the rulebook in force at each instant. An id: that one, always. */
  readonly rulebook: RulebookId | 'auto'
  /** Rulebooks of one's own, after or between Meta's, oldest first. */
  readonly amendments: readonly OwnAmendment[]
  /** How long after it happened an event is still taken in (POS-17). */
  readonly horizon: Duration
  /** Answers to what Meta leaves open, where they differ from the rulebook's. */
  readonly overrides: Partial<OpenQuestions>
  /** Is the business a government or non-profit that Meta exempts? Its service stays free for now (OCT26-8). */
  readonly exemptOrganisation: boolean
  /** The accounts of the portfolio, which share a messaging limit; `null`: all accounts are one portfolio (LIM-20). */
  readonly portfolio: readonly string[] | null
  /** What is known of phone numbers beside what events say, by their ids. */
  readonly phoneNumbers: Readonly<Record<string, PhoneNumberSettings>>
  readonly positions: Positions
}

/** UTC, the rulebook in force, eight days of lateness. */
export const defaultSettings: Settings = {
  timeZone: 'UTC',
  rulebook: 'auto',
  amendments: [],
  horizon: 8 * DAY,
  overrides: {},
  exemptOrganisation: false,
  portfolio: null,
  phoneNumbers: {},
  positions: defaultPositions,
}

/** Settings as somebody wrote them. */
export interface SettingsInput {
  readonly timeZone?: string | undefined
  readonly rulebook?: string | undefined
  readonly amendments?: readonly AmendmentInput[] | undefined
  readonly horizonHours?: number | undefined
  readonly overrides?: Partial<OpenQuestions> | undefined
  readonly exemptOrganisation?: boolean | undefined
  readonly portfolio?: readonly string[] | undefined
  readonly phoneNumbers?: Readonly<Record<string, PhoneNumberSettings>> | undefined
  readonly pairRateModel?: Positions['pairRateModel'] | undefined
  readonly marketingCapHours?: number | undefined
  readonly limitReservesInFlight?: boolean | undefined
  readonly authenticationLifeSeconds?: number | undefined
  readonly utilityLifeSeconds?: number | undefined
  readonly marketingLifeSeconds?: number | undefined
  readonly expiryBufferSeconds?: number | undefined
}

const settingNames = Object.keys({
  timeZone: true,
  rulebook: true,
  horizonHours: true,
  overrides: true,
  exemptOrganisation: true,
  amendments: true,
  portfolio: true,
  phoneNumbers: true,
  pairRateModel: true,
  marketingCapHours: true,
  limitReservesInFlight: true,
  authenticationLifeSeconds: true,
  utilityLifeSeconds: true,
  marketingLifeSeconds: true,
  expiryBufferSeconds: true,
} satisfies Each<SettingsInput, true>)

const isFlag = (value: unknown): boolean => typeof value === 'boolean'

const isOpenQuestion = (name: string): name is keyof OpenQuestions => Object.hasOwn(answersTo, name)

const problem = (path: string, reason: string): Problem => ({ path: `$.${path}`, reason })

/** What is wrong with the overrides; callers without types may hand in anything. */
const overrideProblems = (overrides: unknown): readonly Problem[] => {
  if (typeof overrides !== 'object' || overrides === null)
    return [problem('overrides', `overrides must be an object, not ${show(overrides)}`)]
  return Object.entries(overrides).flatMap(([name, value]) => {
    const path = `overrides.${name}`
    if (!isOpenQuestion(name)) return [problem(path, `unknown override \`${name}\``)]
    const [isAnswer, expected] = answersTo[name]
    return isAnswer(value) ? [] : [problem(path, `${name} must be ${expected}`)]
  })
}

const longestHorizonHours = 24 * 3660

/**
 * Checks settings; the left side names everything that is wrong. A misspelt or unknown setting is wrong, too.
 *
 * @example
 * isRight(settings({ timeZone: 'Europe/Paris', rulebook: '2025-07-01' })) //=> true
 * const misspelt = settings(JSON.parse('{"timezone":"Europe/Paris"}'))
 * if (isLeft(misspelt)) reasonsInWords(misspelt.left)
 * //=> 'unknown setting `timezone`; did you mean `timeZone`?'
 */
export const settings = (input: SettingsInput = {}): E.Either<readonly Problem[], Settings> => {
  if (typeof input !== 'object' || input === null)
    return E.left([{ path: '$', reason: `settings must be an object, not ${show(input)}` }])
  const {
    timeZone = defaultSettings.timeZone,
    rulebook = defaultSettings.rulebook,
    amendments = [],
    horizonHours = defaultSettings.horizon / HOUR,
    overrides = defaultSettings.overrides,
    exemptOrganisation = defaultSettings.exemptOrganisation,
    portfolio = defaultSettings.portfolio,
    phoneNumbers = defaultSettings.phoneNumbers,
  } = input
  const positions = positionsIn(input)
  const own = parseAmendments(amendments)
  const books = rulebooksWith(E.isRight(own) ? own.right : [])
  const chosen = rulebook === 'auto' ? rulebook : (books.find(({ id }) => id === rulebook)?.id ?? null)
  const problems = [
    unknownKeys(input, settingNames, 'setting'),
    isTimeZone(timeZone)
      ? []
      : [problem('timeZone', `unknown time zone \`${String(timeZone)}\`; name one like Europe/Paris`)],
    E.isLeft(own) ? own.left : [],
    chosen === null
      ? [
          problem(
            'rulebook',
            `unknown rulebook \`${String(rulebook)}\`; known are auto, ${books.map(({ id }) => id).join(', ')}`,
          ),
        ]
      : [],
    horizonHours * HOUR >= 1000 && horizonHours <= longestHorizonHours
      ? []
      : [
          problem(
            'horizonHours',
            `horizonHours must be at least a second and at most ${longestHorizonHours}`,
          ),
        ],
    overrideProblems(overrides),
    isFlag(exemptOrganisation)
      ? []
      : [problem('exemptOrganisation', 'exemptOrganisation must be true or false')],
    portfolioProblems(portfolio),
    phoneNumberProblems(phoneNumbers),
    positionProblems(positions),
  ].flat()
  return problems.length > 0 || chosen === null || E.isLeft(own)
    ? E.left(problems)
    : E.right({
        timeZone,
        rulebook: chosen,
        amendments: own.right,
        horizon: Math.round(horizonHours * HOUR),
        overrides,
        exemptOrganisation,
        portfolio,
        phoneNumbers,
        positions,
      })
}
