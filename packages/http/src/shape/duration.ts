import { DAY, HOUR, MINUTE, type Duration } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { show, wrong, type Read, type Shape } from './shape.ts'

const SECOND: Duration = 1000

/** Weeks stand alone in ISO 8601; years and months have no fixed length, so they are not taken. */
const pattern =
  /^P(?:(?<weeks>\d{1,6})W|(?=\d|T\d)(?:(?<days>\d{1,6})D)?(?:T(?=\d)(?:(?<hours>\d{1,6})H)?(?:(?<minutes>\d{1,6})M)?(?:(?<seconds>\d{1,6})S)?)?)$/

/** A year, in milliseconds: longer than any window or entry point. */
const longest: Duration = 366 * DAY

/** A length of time, ISO 8601 in whole weeks, days, hours, minutes and seconds: `PT1H`, `P1DT12H`; a year at most. */
export const duration = (description: string): Shape<Duration> => ({
  schema: {
    type: 'string',
    format: 'duration',
    // Not every language has names for groups.
    pattern: pattern.source.replaceAll(/\?<\w+>/g, '?:'),
    description,
  },
  read: readDuration,
})

const readDuration = (given: unknown, field: string): Read<Duration> => {
  const parts = typeof given === 'string' ? pattern.exec(given)?.groups : undefined
  if (parts === undefined)
    return wrong(
      field,
      `not an ISO 8601 duration of days, hours, minutes, such as PT1H or P1D: ${show(given)}`,
    )
  const { weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parts
  const length =
    Number(weeks) * 7 * DAY +
    Number(days) * DAY +
    Number(hours) * HOUR +
    Number(minutes) * MINUTE +
    Number(seconds) * SECOND
  return length <= longest ? right(length) : wrong(field, `longer than a year: ${show(given)}`)
}
