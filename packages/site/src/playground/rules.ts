import {
  engine,
  isLeft,
  parseAmendments,
  reasonsInWords,
  settings,
  type Engine,
  type OwnAmendment,
  type Settings,
} from '@guichet/core'

/** By which rules a log or a play is judged, as somebody chose them. */
export interface ChosenRules {
  readonly timeZone: string
  /** `auto`: the rulebook of each day; or one that always holds. */
  readonly rulebook: string
  /** Amendments of one's own as JSON; blank for none. */
  readonly amendments: string
}

/** A value, or what is wrong in words. */
export type Checked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly words: string }

/** The engine with these rules, and with what is known of phone numbers; or what is wrong with the rules. */
export const engineFor = (
  { timeZone, rulebook, amendments }: ChosenRules,
  phoneNumbers: Settings['phoneNumbers'] = {},
): Checked<Engine> => {
  const own = amendmentsIn(amendments)
  if (!own.ok) return own
  const chosen = settings({ timeZone, rulebook, amendments: own.value, phoneNumbers })
  return isLeft(chosen) ? wrong(reasonsInWords(chosen.left)) : { ok: true, value: engine(chosen.right) }
}

/** The amendments of a text: one, a list, or `{"amendments": […]}`. */
export const amendmentsIn = (text: string): Checked<readonly OwnAmendment[]> => {
  if (text.trim() === '') return { ok: true, value: [] }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return wrong(`The amendments are not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const read = parseAmendments(listOf(value))
  return isLeft(read) ? wrong(reasonsInWords(read.left)) : { ok: true, value: read.right }
}

const listOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value
  return typeof value === 'object' && value !== null && 'amendments' in value ? value.amendments : [value]
}

const wrong = (words: string): { readonly ok: false; readonly words: string } => ({ ok: false, words })
