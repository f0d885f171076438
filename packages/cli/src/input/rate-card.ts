import { isLeft } from '@guichet/core'
import { readRateCard, type RateCard } from '@guichet/rates'
import { readTextFile, unusableSheet } from './sheet-file.ts'

/** Reads a rate card from a file. An invalid one is refused as a whole, with every problem and its row. */
export const loadRateCard = async (path: string): Promise<RateCard> => {
  const card = readRateCard(await readTextFile(path))
  if (isLeft(card)) throw unusableSheet(path, 'is not a valid rate card', card.left)
  return card.right
}
