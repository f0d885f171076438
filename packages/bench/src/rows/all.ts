import type { Row } from '../table/row.ts'
import { absorbingRows } from './absorbing.ts'
import { askingRows } from './asking.ts'
import { billingRows } from './billing.ts'
import { limitRows } from './limits.ts'
import { readingRows } from './reading.ts'
import { startingRows } from './starting.ts'
import { writingRows } from './writing.ts'

/** In the order of the table. */
export const rows: readonly Row[] = [
  ...absorbingRows,
  ...askingRows,
  ...limitRows,
  ...billingRows,
  ...readingRows,
  ...writingRows,
  ...startingRows,
]
