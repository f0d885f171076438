import type { Position } from './cursor.ts'

/** What following gives, in order. */
export type Followed =
  /** A file begins, or goes on, at this position; `mark` is what lies before it. */
  | { readonly is: 'file'; readonly file: string; readonly from: Position; readonly mark: Buffer }
  | { readonly is: 'bytes'; readonly bytes: Buffer }
  /** The file is whole: its last line ends here, also without a line end. */
  | { readonly is: 'whole' }
  /** Something that an operator should know. */
  | { readonly is: 'note'; readonly text: string }

/** The first byte of a file. */
export const beginning: Position = { offset: 0, line: 0 }

/** Nothing lies before the first byte. */
export const noMark: Buffer = Buffer.alloc(0)
