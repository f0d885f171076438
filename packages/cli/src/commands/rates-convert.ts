import { writeFile } from 'node:fs/promises'
import { isLeft } from '@guichet/core'
import {
  convertListRates,
  convertVolumeTiers,
  readRateCard,
  withTiers,
  writeRateCard,
  type Category,
  type RateRow,
  type SheetOptions,
} from '@guichet/rates'
import { readTextFile, unusableSheet } from '../input/sheet-file.ts'
import { exit, write, type Io } from '../io.ts'

/** The arguments of `guichet rates convert`. */
export interface ConvertRequest extends SheetOptions {
  /** Meta's sheet of list rates, saved as CSV. */
  readonly list: string
  /** Meta's sheet of volume tiers, saved as CSV. */
  readonly tiers: string | null
  /** The category of a sheet of tiers that does not name it. */
  readonly tiersCategory?: Category
  /** Where the card goes; standard output unless named. */
  readonly out: string | null
}

/** `guichet rates convert`: makes a rate card from the sheets that Meta publishes. */
export const ratesConvertCommand = async (request: ConvertRequest, io: Io): Promise<number> => {
  const list = await listRates(request)
  const rows = request.tiers === null ? list : withTiers(list, await volumeTiers(request.tiers, request))
  const card = writeRateCard(rows)
  const read = readRateCard(card)
  // Two valid sheets may not fit together.
  if (isLeft(read)) throw unusableSheet(request.list, 'does not give a valid rate card', read.left)
  if (request.out === null) await write(io.stdout, card)
  else await writeFile(request.out, card)
  return exit.fine
}

const listRates = async ({ list, ...options }: ConvertRequest): Promise<readonly RateRow[]> => {
  const rows = convertListRates(await readTextFile(list), sheetOptions(options))
  if (isLeft(rows)) throw unusableSheet(list, 'is not a sheet of list rates', rows.left, hint)
  return rows.right
}

const volumeTiers = async (tiers: string, request: ConvertRequest): Promise<readonly RateRow[]> => {
  const { tiersCategory } = request
  const category = tiersCategory === undefined ? {} : { category: tiersCategory }
  const rows = convertVolumeTiers(await readTextFile(tiers), { ...sheetOptions(request), ...category })
  if (isLeft(rows)) throw unusableSheet(tiers, 'is not a sheet of volume tiers', rows.left, hint)
  return rows.right
}

const sheetOptions = ({ currency, effectiveFrom }: SheetOptions): SheetOptions => ({
  ...(currency === undefined ? {} : { currency }),
  ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
})

const hint = 'Give what a sheet does not contain with --currency, --effective and --tiers-category.'
