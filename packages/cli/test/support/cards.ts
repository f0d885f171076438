import { fileURLToPath } from 'node:url'

/** The sample card of the rates package: a few markets, from October 2026 on, in USD. */
export const samplePath: string = fileURLToPath(
  new URL('../../../rates/samples/2026-10-01-usd-sample.csv', import.meta.url),
)

/** A card of these lines, each `market,category,currency,effective_from,from,to,amount`. */
export const cardOf = (...lines: readonly string[]): string =>
  ['market,category,currency,effective_from,from,to,amount', ...lines, ''].join('\n')
