/** The longest valid key, in characters. */
export const longestKey = 255

/** The caller's idempotency key: `undefined` if there is none, `null` if it is invalid. */
export const idempotencyKey = (headers: Headers): string | undefined | null => {
  const key = headers.get('idempotency-key')
  if (key === null) return undefined
  return key === '' || key.length > longestKey ? null : key
}

/** The text for an invalid key. */
export const keyHint: string = `The Idempotency-Key is empty or too long. Send 1 to ${longestKey} characters.`
