import type { Money } from '../model/money.ts'
import type { SpendPart } from '../model/spend.ts'
import { counted, plainly } from './text.ts'

const unit = 1_000_000n

/** The amount as people read it, `USD 1,234.50`: at least two decimals, at most six, nothing rounded. */
export const moneyInWords = ({ amount, currency }: Money): string => {
  const decimals = (amount % unit)
    .toString()
    .padStart(6, '0')
    .replace(/0{1,4}$/, '')
  return `${plainly(currency)} ${(amount / unit).toLocaleString('en-GB')}.${decimals}`
}

/** What was spent, and what is not in it. */
export const spendInWords = ({ cost, withoutRate }: SpendPart): string =>
  withoutRate === 0
    ? moneyInWords(cost)
    : `${moneyInWords(cost)}, without ${counted(withoutRate, 'message')} that the rate card has no rate for`
