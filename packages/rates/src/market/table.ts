import type { LocalDate } from '@guichet/core'
import type { MarketName } from './names.ts'

/** A market that a country joined on a date; `null` is from the beginning. */
export interface Membership {
  readonly market: MarketName
  readonly since: LocalDate | null
}

/** Countries that have always been a market of their own. */
const alone: Readonly<Record<string, MarketName>> = {
  AE: 'United Arab Emirates',
  AR: 'Argentina',
  BR: 'Brazil',
  CL: 'Chile',
  CO: 'Colombia',
  DE: 'Germany',
  EG: 'Egypt',
  ES: 'Spain',
  FR: 'France',
  GB: 'United Kingdom',
  ID: 'Indonesia',
  IL: 'Israel',
  IN: 'India',
  IT: 'Italy',
  MX: 'Mexico',
  MY: 'Malaysia',
  NG: 'Nigeria',
  NL: 'Netherlands',
  PE: 'Peru',
  PK: 'Pakistan',
  RU: 'Russia',
  SA: 'Saudi Arabia',
  TR: 'Turkey',
  ZA: 'South Africa',
}

/** The countries of each region in the beginning. A country that is not named is in Other. */
const inRegion: readonly (readonly [MarketName, string])[] = [
  ['North America', 'CA US'],
  [
    'Rest of Africa',
    'AO BF BI BJ BW CG CI CM DZ ER ET GA GH GM GW KE LR LS LY MA MG ML MR MW MZ NA NE RW SD SL SN SO SS SZ TD TG TN TZ UG ZM',
  ],
  ['Rest of Asia Pacific', 'AF AU BD CN HK JP KH LA LK MN NP NZ PG PH SG TH TJ TM TW UZ VN'],
  ['Rest of Central & Eastern Europe', 'AL AM AZ BG BY CZ GE GR HR HU LT LV MD MK PL RO RS SI SK UA'],
  ['Rest of Latin America', 'BO CR DO EC GT HN HT JM NI PA PR PY SV UY VE'],
  ['Rest of Middle East', 'BH IQ JO KW LB OM QA YE'],
  ['Rest of Western Europe', 'AT BE CH DK FI IE NO PT SE'],
]

/** Later moves (PMP-17). Before Kazakhstan stood alone, all of +7 was Russia's (ID-9). */
const moves: readonly (readonly [country: string, market: MarketName, since: LocalDate])[] = [
  ['ZW', 'Rest of Africa', '2025-10-01'],
  ['HK', 'Hong Kong', '2026-07-01'],
  ['HU', 'Hungary', '2026-07-01'],
  ['PL', 'Poland', '2026-07-01'],
  ['QA', 'Qatar', '2026-07-01'],
  ['RO', 'Romania', '2026-07-01'],
  ['SG', 'Singapore', '2026-07-01'],
  ['BD', 'Bangladesh', '2026-10-01'],
  ['IQ', 'Iraq', '2026-10-01'],
  ['KW', 'Kuwait', '2026-10-01'],
  ['KZ', 'Kazakhstan', '2026-10-01'],
  ['LK', 'Sri Lanka', '2026-10-01'],
  ['MA', 'Morocco', '2026-10-01'],
  ['NP', 'Nepal', '2026-10-01'],
  ['OM', 'Oman', '2026-10-01'],
  ['UA', 'Ukraine', '2026-10-01'],
]

const firstMarkets: ReadonlyMap<string, MarketName> = new Map([
  ...Object.entries(alone),
  ...inRegion.flatMap(([region, list]) => list.split(' ').map((country) => [country, region] as const)),
  ['KZ', 'Russia'] as const,
])

/** Has this country, an ISO 3166 code, ever been in another market than Other? */
export const isListed = (country: string): boolean =>
  firstMarkets.has(country) || moves.some(([moved]) => moved === country)

/** The markets of a country, an ISO 3166 code, the earliest first (CONV-B9, PMP-17). */
export const marketsOfCountry = (country: string): readonly Membership[] => [
  { market: firstMarkets.get(country) ?? 'Other', since: null },
  ...moves.filter(([moved]) => moved === country).map(([, market, since]) => ({ market, since })),
]
