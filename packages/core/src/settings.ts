import { E } from './prelude.ts'
import type { OpenQuestions, RulebookId } from './rulebook/rulebook.ts'
import { isRulebookId, rulebooks } from './rulebook/rulebooks.ts'
import { DAY, HOUR, type Duration } from './time/instant.ts'
import { isTimeZone } from './time/zone.ts'

/** What an engine is made from. Made by `settings`, which checks them. */
export interface Settings {
  /** The account's time zone, in which rulebooks come into force (POS-30). */
  readonly timeZone: string
  /** `auto`: the rulebook in force at each instant. An id: that one, always. */
  readonly rulebook: RulebookId | 'auto'
  /** How long after it happened an event is still taken in (POS-17). */
  readonly horizon: Duration
  /** Answers to what Meta leaves open, where they differ from the rulebook's. */
  readonly overrides: Partial<OpenQuestions>
}

/** UTC, the rulebook in force, eight days of lateness. */
export const defaultSettings: Settings = {
  timeZone: 'UTC',
  rulebook: 'auto',
  horizon: 8 * DAY,
  overrides: {},
}

/** Settings as somebody wrote them. */
export interface SettingsInput {
  readonly timeZone?: string | undefined
  readonly rulebook?: string | undefined
  readonly horizonHours?: number | undefined
  readonly overrides?: Partial<OpenQuestions> | undefined
}

/** What is wrong with an override; callers without types may hand in anything. */
const overrideProblems = ([name, value]: readonly [string, unknown]): readonly string[] => {
  switch (name) {
    case 'reactionOpensWindow':
    case 'unsupportedOpensWindow':
    case 'carryWindowOnIdentityChange':
      return typeof value === 'boolean' ? [] : [`${name} must be true or false`]
    case 'safetyMarginSeconds':
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 86_400
        ? []
        : [`${name} must be a whole number from 0 to 86399`]
    case 'entryPointStartsAt':
      return value === 'sent' || value === 'delivered' ? [] : [`${name} must be sent or delivered`]
    default:
      return [`unknown override \`${name}\``]
  }
}

const longestHorizonHours = 24 * 3660

/** Checks settings; the left side names everything that is wrong. */
export const settings = (input: SettingsInput): E.Either<readonly string[], Settings> => {
  const { timeZone = 'UTC', rulebook = 'auto', horizonHours = 192, overrides = {} } = input
  const chosen = rulebook === 'auto' || isRulebookId(rulebook) ? rulebook : null
  const problems = [
    isTimeZone(timeZone) ? [] : [`unknown time zone \`${timeZone}\`; name one like Europe/Paris`],
    chosen === null
      ? [`unknown rulebook \`${rulebook}\`; known are auto, ${rulebooks.map(({ id }) => id).join(', ')}`]
      : [],
    horizonHours > 0 && horizonHours <= longestHorizonHours
      ? []
      : [`horizonHours must be more than 0 and at most ${longestHorizonHours}`],
    ...Object.entries(overrides).map(overrideProblems),
  ].flat()
  return problems.length > 0 || chosen === null
    ? E.left(problems)
    : E.right({ timeZone, rulebook: chosen, horizon: Math.round(horizonHours * HOUR), overrides })
}
