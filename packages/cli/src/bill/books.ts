import {
  agreementOf,
  type Agreement,
  type Calendar,
  type Charge,
  type State,
  type ThreadCharge,
  type ThreadKey,
} from '@guichet/core'
import { admit, allotTiers, noTiers, tierHolder, undecidedIn, type Tiers } from '@guichet/core/store'
import { countLines, type ChargeLine, type Rater } from './lines.ts'

/** How many charges agree with Meta's report, and how many do not. */
export type AgreementTally = Record<Agreement['is'] | 'contradicted', number>

/** Charges are entered as they are settled; each is decided as soon as the month's free tier allows it. */
export interface Books {
  readonly enter: (key: ThreadKey, charges: readonly Charge[]) => void
  /** Call it after the last charge. */
  readonly close: (state: State) => void
  readonly lines: () => readonly ChargeLine[]
  readonly agreement: AgreementTally
  /** Unknown words in Meta's reports, and how many charges carry them, the most frequent first. */
  readonly unknownWords: () => readonly (readonly [word: string, charges: number])[]
}

/** How many different unknown words are kept: they come from outside and must not fill the memory. */
const mostWords = 10_000

/** Starts empty books of a calendar's rulebooks. `onDecided` receives each charge once, when it is final. */
export const openBooks = (
  { largestTier }: Pick<Calendar, 'largestTier'>,
  rate: Rater | null,
  onDecided: (charge: ThreadCharge, agreement: Agreement) => void = () => undefined,
): Books => {
  const counter = countLines(rate)
  const agreement: AgreementTally = {
    agrees: 0,
    disagrees: 0,
    unknown: 0,
    unreported: 0,
    incomparable: 0,
    contradicted: 0,
  }
  const words = new Map<string, number>()
  let tiers: Tiers<ThreadCharge> = noTiers

  const decide = (charge: ThreadCharge): void => {
    const comparison = agreementOf(charge)
    agreement[comparison.is]++
    if (charge.isContradicted) agreement.contradicted++
    if (comparison.is === 'unknown') {
      const { word } = comparison
      if (words.size < mostWords || words.has(word)) words.set(word, (words.get(word) ?? 0) + 1)
    }
    counter.count(charge)
    onDecided(charge, comparison)
  }

  return {
    enter: ({ phoneNumberId, customer }, charges) => {
      for (const charge of charges) {
        const entry: ThreadCharge = { phoneNumberId, customer, ...charge }
        if (charge.claim === null) {
          decide(entry)
          continue
        }
        const admitted = admit(tiers, phoneNumberId, entry, largestTier)
        tiers = admitted.tiers
        if (admitted.decided !== null) decide(admitted.decided)
      }
    },
    close: (state) => {
      allotTiers(undecidedIn(tiers), tierHolder(state)).forEach(decide)
      tiers = noTiers
    },
    lines: counter.lines,
    agreement,
    unknownWords: () => [...words].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
  }
}
