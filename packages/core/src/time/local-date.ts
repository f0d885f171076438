import type { LocalDate } from './instant.ts'

/** Is it a day of the calendar, written like `2027-04-01`, whose instants can be asked about? */
export const isLocalDate = (value: unknown): value is LocalDate => {
  if (typeof value !== 'string') return false
  const parts = /^(?<year>[1-8]\d{3})-(?<month>\d\d)-(?<day>\d\d)$/.exec(value)?.groups
  if (parts === undefined) return false
  const [year, month, day] = [Number(parts['year']), Number(parts['month']), Number(parts['day'])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
