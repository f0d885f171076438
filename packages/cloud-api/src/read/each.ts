import type { Cursor } from './cursor.ts'

/** Reads one element of a list; it gives an event or a report. */
export type ReadElement = (cursor: Cursor, element: unknown) => void

/** Reads each element of the list under `value` that has this name. */
export const readEach = (cursor: Cursor, key: string, list: readonly unknown[], read: ReadElement): void => {
  cursor.list = key
  for (let index = 0; index < list.length; index++) {
    cursor.index = index
    read(cursor, list[index])
  }
  cursor.list = undefined
}
