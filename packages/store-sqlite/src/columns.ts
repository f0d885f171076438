import { malformed } from './failure.ts'
import type { Value } from './connection.ts'

export type Column = Value | undefined

/** The columns of a row as they must be; each throws where the file holds something else. */
export const text = (column: Column): string =>
  typeof column === 'string' ? column : otherThan('a text', column)

export const whole = (column: Column): number =>
  typeof column === 'number' && Number.isSafeInteger(column) ? column : otherThan('a whole number', column)

export const wholeOrNull = (column: Column): number | null => (column === null ? null : whole(column))

export const flag = (column: Column): boolean => whole(column) === 1

/** A list of texts, kept as JSON. */
export const texts = (column: Column): readonly string[] => {
  const json = text(column)
  if (json === noTexts) return []
  const value: unknown = JSON.parse(json)
  const isList = Array.isArray(value) && value.every((each): each is string => typeof each === 'string')
  return isList ? value : otherThan('a list of texts', column)
}

const noTexts = '[]'

export const fromTexts = (list: readonly string[]): string =>
  list.length === 0 ? noTexts : JSON.stringify(list)

export const fromFlag = (isSet: boolean): number => (isSet ? 1 : 0)

const otherThan = (what: string, column: Column): never => {
  throw malformed(`${column === null ? 'null' : `a ${typeof column}`} stands where ${what} belongs`)
}
