/** The market of all countries that Meta names in no other (CONV-B9). */
export const OTHER = 'Other'

/** Markets of a single country (OCT26-12, PMP-17). */
const countries = [
  'Argentina',
  'Bangladesh',
  'Brazil',
  'Chile',
  'Colombia',
  'Egypt',
  'France',
  'Germany',
  'Hong Kong',
  'Hungary',
  'India',
  'Indonesia',
  'Iraq',
  'Israel',
  'Italy',
  'Kazakhstan',
  'Kuwait',
  'Malaysia',
  'Mexico',
  'Morocco',
  'Nepal',
  'Netherlands',
  'Nigeria',
  'Oman',
  'Pakistan',
  'Peru',
  'Poland',
  'Qatar',
  'Romania',
  'Russia',
  'Saudi Arabia',
  'Singapore',
  'South Africa',
  'Spain',
  'Sri Lanka',
  'Turkey',
  'Ukraine',
  'United Arab Emirates',
  'United Kingdom',
] as const

const regions = [
  'North America',
  'Rest of Africa',
  'Rest of Asia Pacific',
  'Rest of Central & Eastern Europe',
  'Rest of Latin America',
  'Rest of Middle East',
  'Rest of Western Europe',
] as const

/** The name of a market, as Meta's rate cards write it. */
export type MarketName = (typeof countries)[number] | (typeof regions)[number] | typeof OTHER

/** The names of all 47 markets since 2026-10-01 (RATE-2, OCT26-12); earlier there were fewer, none besides these. */
export const markets: readonly MarketName[] = [...countries, ...regions, OTHER]

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\band\b/g, '&')
    .replaceAll(/[^a-z&]+/g, ' ')
    .trim()

const byPlainName: ReadonlyMap<string, MarketName> = new Map([
  ...markets.map((name) => [plain(name), name] as const),
  ['turkiye', 'Turkey'] as const,
])

/** The market of a name in any case, `and` for `&`, `Türkiye` for `Turkey`; `null` for an unknown one. */
export const marketNamed = (name: string): MarketName | null => byPlainName.get(plain(name)) ?? null
