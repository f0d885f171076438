import type { Instant } from '@guichet/core'

/** Reads replies of any shape: what is not there is `undefined` or nothing, and nothing is ever thrown. */
export const dig = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, name) => (isRecord(found) ? found[name] : undefined), value)

/** An object that is no list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The items of a list; none when it is no list. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** An instant in epoch milliseconds; `NaN` when it is none. */
export const instantOf = (value: unknown): Instant =>
  typeof value === 'string' ? Date.parse(value) : Number.NaN

export const isOk = (reply: unknown): boolean => dig(reply, 'ok') === true
export const isAllowed = (reply: unknown): boolean => isOk(reply) && dig(reply, 'answer') === 'allowed'
export const isRefused = (reply: unknown): boolean => isOk(reply) && dig(reply, 'answer') === 'refused'

/** Is it an error with that code? */
export const isError = (reply: unknown, code: string): boolean =>
  dig(reply, 'ok') === false && dig(reply, 'error', 'code') === code

const phases: ReadonlySet<unknown> = new Set(['open', 'awaiting-customer', 'closed'])

/** A reply as the protocol has it to a view, a question or charges; or that the instant is too old. */
export const isAnswer = (reply: unknown): boolean =>
  isError(reply, 'too-old') ||
  isAllowed(reply) ||
  isRefused(reply) ||
  (isOk(reply) && (phases.has(dig(reply, 'phase')) || Array.isArray(dig(reply, 'charges'))))

/** The codes of a refusal, each once, sorted. */
export const codesOf = (reply: unknown): readonly string[] => {
  const codes = listOf(dig(reply, 'reasons')).map((reason) => String(dig(reason, 'code')))
  return [...new Set(codes)].sort()
}

/** The charges in a reply. */
export const chargesIn = (reply: unknown): readonly unknown[] => listOf(dig(reply, 'charges'))

/** The charge of a message, by its wamid; `undefined` when there is none. */
export const chargeOf = (reply: unknown, message: string): unknown =>
  chargesIn(reply).find((charge) => dig(charge, 'message') === message)
