import { isLeft } from '@guichet/core'
import { readRateCard, type RateCard } from '@guichet/rates'
import { readTextFile, unusableSheet } from './sheet-file.ts'

/** Reads a rate card from a file. One that is not right is refused as a whole, with every problem and its row. */
export const loadRateCard = async (path: string): Promise<RateCard> => {
  const card = readRateCard(await readTextFile(path))
  if (isLeft(card)) throw unusableSheet(path, 'is no rate card', card.left)
  return card.right
}
