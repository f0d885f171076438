import { readFile } from 'node:fs/promises'
import { problemInWords, type RowProblem } from '@guichet/rates'
import { printable } from '../report/printable.ts'
import { reasonOf } from './reason.ts'

/** The whole text of a file; a failure names the file. */
export const readTextFile = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new Error(`${path}: ${reasonOf(error)}`, { cause: error })
  }
}

/** The problems of a file of rates, each with its row, and a hint. */
export const unusableSheet = (
  path: string,
  what: string,
  problems: readonly RowProblem[],
  ...hints: readonly string[]
): Error =>
  new Error(
    [
      `${path} ${what}:`,
      ...problems.map((problem) => `  ${printable(problemInWords(problem))}`),
      ...hints,
    ].join('\n'),
  )
