import { fieldsOf } from './json.ts'

/** How far the server's clock is ahead of WhatsApp's, in seconds, if it is wrong; negative: behind. */
export const readClockSkew = (json: unknown): number | null => {
  const skew = fieldsOf(fieldsOf(json)['clock'])['skewSeconds']
  return typeof skew === 'number' && Number.isFinite(skew) && skew !== 0 ? skew : null
}
