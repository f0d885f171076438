import type { RateCard } from '@guichet/rates'

/** The rate card that the option `--rates` names; `null` without it, and then no code for rates is loaded. */
export const rateCardOf = async ({ rates }: { readonly rates?: string }): Promise<RateCard | null> => {
  if (rates === undefined) return null
  const { loadRateCard } = await import('./rate-card.ts')
  return loadRateCard(rates)
}
