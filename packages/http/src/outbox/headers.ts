/** Where a client of the connection API says when its message leaves. */
export const timingHeaders = {
  when: 'guichet-when',
  until: 'guichet-until',
  pace: 'guichet-pace',
} as const

/** What the headers say, as the fields of a body. */
export const timingIn = (headers: Headers): object => {
  const [when, until, pace] = [timingHeaders.when, timingHeaders.until, timingHeaders.pace].map(
    (name) => headers.get(name)?.trim() ?? undefined,
  )
  return { when, until, pace: paceOf(pace) }
}

const paceOf = (text: string | undefined): unknown => {
  if (text === 'true') return true
  return text === 'false' ? false : text
}
