import { isLeft, parseInstant, reasonsInWords, type Instant } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { show, wrong, type Read, type Schema, type Shape } from './shape.ts'

const monthsAndDays =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))'
const leapDay = '20(?:1[26]|[2468][048]|[3579][26])-02-29'
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?'
const offset = '(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)'
/** In UTC, those could lie before 2009, or not before 2100. */
const outside = '(?!2009-01-01T.*\\+)(?!2099-12-31T.*-\\d\\d:\\d\\d$)'

/** ISO 8601 with an offset, from 2009 and before 2100. */
const pattern = new RegExp(`^${outside}(?:20(?:09|[1-9]\\d)-${monthsAndDays}|${leapDay})T${time}${offset}$`)

const schemaOf = (description: string): Schema => ({
  type: 'string',
  format: 'date-time',
  pattern: pattern.source,
  description: `${description} ISO 8601 with an offset.`,
})

/** An instant. */
export const instant = (description: string): Shape<Instant> => ({
  schema: schemaOf(description),
  read: readInstant,
})

/** An instant as it is written. */
export const writtenInstant = (description: string): Shape<string> => ({
  schema: schemaOf(description),
  read: (given, field) => {
    const at = readInstant(given, field)
    return isLeft(at) ? at : right(String(given))
  },
})

const readInstant = (given: unknown, field: string): Read<Instant> => {
  const at = parseInstant(given)
  const isWritten = typeof given === 'string' && pattern.test(given)
  if (!isLeft(at) && isWritten) return right(at.right)
  const reason = isLeft(at) ? reasonsInWords(at.left) : 'not an ISO 8601 instant'
  return wrong(field, `${reason}, such as 2026-10-01T07:00:00Z: ${show(given)}`)
}
