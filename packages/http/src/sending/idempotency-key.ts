/** The longest key that is taken, in characters. */
const longest = 255

/** The caller's idempotency key: a text, `undefined` where none came, `null` where it cannot be one. */
export const idempotencyKey = (headers: Headers): string | undefined | null => {
  const key = headers.get('idempotency-key')
  if (key === null) return undefined
  return key === '' || key.length > longest ? null : key
}

/** What is wrong with a key that is none. */
export const keyHint: string = `An Idempotency-Key has 1 to ${longest} characters.`
