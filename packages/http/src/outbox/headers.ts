import type { GivenTiming } from './timing.ts'

/** Where a client of the connection API says when its message leaves. */
export const timingHeaders = {
  when: 'guichet-when',
  until: 'guichet-until',
  pace: 'guichet-pace',
} as const

/** What the headers say. */
export const timingIn = (headers: Headers): GivenTiming => {
  const [when, until, pace] = [timingHeaders.when, timingHeaders.until, timingHeaders.pace].map(
    (name) => headers.get(name)?.trim() ?? undefined,
  )
  return { when, until, atUntil: undefined, pace: paceOf(pace) }
}

const paceOf = (text: string | undefined): unknown => {
  if (text === 'true') return true
  return text === 'false' ? false : text
}
