/**
 * WhatsApp rate cards: `readRateCard` reads one, `marketOf` gives a customer's market, `priceOf` the price of
 * one message and `bill` the cost of many. `convertListRates` and `convertVolumeTiers` read Meta's published
 * sheets.
 *
 * @module
 */
export { readRateCard } from './card/read.ts'
export { writeRateCard } from './card/write.ts'
export { earliestRateDate, rateDateOn, type RateCard, type Version } from './card/card.ts'
export type { RateRow } from './card/row.ts'
export { problemInWords, type RowProblem } from './problem.ts'

export { categories, categoryOf, groupCategoryOf, type Category } from './category.ts'
export { currencies, currencyOf, type Currency } from './currency.ts'
export { marketFinder, marketOf, type FindMarket, type Market } from './market/market.ts'
export { marketNamed, markets, type MarketName } from './market/names.ts'

export { amountInWords, amountToJson, millionthsOf, type Millionths } from './money.ts'
export { bill, type Bill, type BillLine, type Quantity } from './price/bill.ts'
export { forecastCategory } from './price/forecast-category.ts'
export { priceOf, type Charged, type Price } from './price/price.ts'

export { convertListRates, type SheetOptions } from './convert/list-rates.ts'
export { convertVolumeTiers, withTiers, type TierSheetOptions } from './convert/tiers.ts'
