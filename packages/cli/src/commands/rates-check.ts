import { loadRateCard } from '../input/rate-card.ts'
import { exit, write, type Io } from '../io.ts'
import { cardToText } from '../report/card-text.ts'

/** `guichet rates check`: summarises a rate card, or refuses it with every problem and its row. */
export const ratesCheckCommand = async (file: string, io: Io): Promise<number> => {
  await write(io.stdout, cardToText(await loadRateCard(file)))
  return exit.fine
}
