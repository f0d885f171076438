import type { LocalDate } from '@guichet/core'
import { describe, expect, it } from 'vitest'
import { marketFinder, marketNamed, marketOf, markets } from '../src/index.ts'
import { marketsOfCountry } from '../src/market/table.ts'

describe('the market of a customer', () => {
  it.each<[customer: string, on: LocalDate, market: string, country: string | null, fallbacks: string]>([
    ['33639980001', '2026-10-01', 'France', 'FR', 'Other'],
    ['+33639980001', '2026-10-01', 'France', 'FR', 'Other'],
    ['4915112345678', '2026-10-01', 'Germany', 'DE', 'Other'],
    ['447911123456', '2026-10-01', 'United Kingdom', 'GB', 'Other'],
    ['447624123456', '2026-10-01', 'United Kingdom', 'GB', 'Other'],
    ['390669812345', '2026-10-01', 'Italy', 'IT', 'Other'],
    ['919876543210', '2026-10-01', 'India', 'IN', 'Other'],
    ['351912345678', '2026-10-01', 'Rest of Western Europe', 'PT', 'Other'],
    ['358401234567', '2026-10-01', 'Rest of Western Europe', 'FI', 'Other'],
    ['4779123456', '2026-10-01', 'Rest of Western Europe', 'NO', 'Other'],
    ['420601123456', '2026-10-01', 'Rest of Central & Eastern Europe', 'CZ', 'Other'],
    ['254712345678', '2026-10-01', 'Rest of Africa', 'KE', 'Other'],
    ['61412345678', '2026-10-01', 'Rest of Asia Pacific', 'AU', 'Other'],
    ['962791234567', '2026-10-01', 'Rest of Middle East', 'JO', 'Other'],
    ['593991234567', '2026-10-01', 'Rest of Latin America', 'EC', 'Other'],
    // Inside +1 and +7 the area code decides.
    ['12025550123', '2026-10-01', 'North America', 'US', 'Other'],
    ['14165551234', '2026-10-01', 'North America', 'CA', 'Other'],
    ['15550100001', '2026-10-01', 'North America', 'US', 'Other'],
    ['18005551234', '2026-10-01', 'North America', 'US', 'Other'],
    ['18095551234', '2026-10-01', 'Rest of Latin America', 'DO', 'Other'],
    ['18295551234', '2026-10-01', 'Rest of Latin America', 'DO', 'Other'],
    ['18495551234', '2026-10-01', 'Rest of Latin America', 'DO', 'Other'],
    ['16585551234', '2026-10-01', 'Rest of Latin America', 'JM', 'Other'],
    ['18765551234', '2026-10-01', 'Rest of Latin America', 'JM', 'Other'],
    ['17875551234', '2026-10-01', 'Rest of Latin America', 'PR', 'Other'],
    ['19395551234', '2026-10-01', 'Rest of Latin America', 'PR', 'Other'],
    ['12425551234', '2026-10-01', 'Other', 'BS', ''],
    ['16715551234', '2026-10-01', 'Other', 'GU', ''],
    ['79161234567', '2026-10-01', 'Russia', 'RU', 'Other'],
    ['77011234567', '2026-10-01', 'Kazakhstan', 'KZ', 'Russia, Other'],
    ['77011234567', '2026-09-30', 'Russia', 'KZ', 'Other'],
    // Brazil and Mexico with and without the extra digit, Argentina with its 9.
    ['5511987654321', '2026-10-01', 'Brazil', 'BR', 'Other'],
    ['551187654321', '2026-10-01', 'Brazil', 'BR', 'Other'],
    ['5215512345678', '2026-10-01', 'Mexico', 'MX', 'Other'],
    ['525512345678', '2026-10-01', 'Mexico', 'MX', 'Other'],
    ['5491123456789', '2026-10-01', 'Argentina', 'AR', 'Other'],
    // Countries that moved.
    ['263771234567', '2025-09-30', 'Other', 'ZW', ''],
    ['263771234567', '2025-10-01', 'Rest of Africa', 'ZW', 'Other'],
    ['85291234567', '2026-06-30', 'Rest of Asia Pacific', 'HK', 'Other'],
    ['85291234567', '2026-07-01', 'Hong Kong', 'HK', 'Rest of Asia Pacific, Other'],
    ['36201234567', '2026-07-01', 'Hungary', 'HU', 'Rest of Central & Eastern Europe, Other'],
    ['48512345678', '2026-07-01', 'Poland', 'PL', 'Rest of Central & Eastern Europe, Other'],
    ['97433123456', '2026-07-01', 'Qatar', 'QA', 'Rest of Middle East, Other'],
    ['40712345678', '2026-07-01', 'Romania', 'RO', 'Rest of Central & Eastern Europe, Other'],
    ['6581234567', '2026-07-01', 'Singapore', 'SG', 'Rest of Asia Pacific, Other'],
    ['8801712345678', '2026-09-30', 'Rest of Asia Pacific', 'BD', 'Other'],
    ['8801712345678', '2026-10-01', 'Bangladesh', 'BD', 'Rest of Asia Pacific, Other'],
    ['9647912345678', '2026-10-01', 'Iraq', 'IQ', 'Rest of Middle East, Other'],
    ['9779841234567', '2026-10-01', 'Nepal', 'NP', 'Rest of Asia Pacific, Other'],
    ['94712345678', '2026-10-01', 'Sri Lanka', 'LK', 'Rest of Asia Pacific, Other'],
    ['96550012345', '2026-10-01', 'Kuwait', 'KW', 'Rest of Middle East, Other'],
    ['212612345678', '2026-10-01', 'Morocco', 'MA', 'Rest of Africa, Other'],
    ['96892123456', '2026-10-01', 'Oman', 'OM', 'Rest of Middle East, Other'],
    ['380501234567', '2026-10-01', 'Ukraine', 'UA', 'Rest of Central & Eastern Europe, Other'],
    // Meta names no market for these.
    ['3725123456', '2026-10-01', 'Other', 'EE', ''],
    ['35226123456', '2026-10-01', 'Other', 'LU', ''],
    ['821012345678', '2026-10-01', 'Other', 'KR', ''],
    ['243812345678', '2026-10-01', 'Other', 'CD', ''],
    ['88213123456', '2026-10-01', 'Other', null, ''],
    // Business-scoped user ids, and what is neither.
    ['FR.1000000000000001', '2026-10-01', 'France', 'FR', 'Other'],
    ['FR.ENT.1000000000000001', '2026-10-01', 'France', 'FR', 'Other'],
    ['GG.1000000000000001', '2026-10-01', 'United Kingdom', 'GG', 'Other'],
    ['BS.1000000000000001', '2026-10-01', 'Other', 'BS', ''],
    ['ZZ.1000000000000001', '2026-10-01', 'Other', 'ZZ', ''],
    ['120363043968066561@g.us', '2026-10-01', 'Other', null, ''],
    ['120363043968066561', '2026-10-01', 'Other', null, ''],
    ['33', '2026-10-01', 'Other', null, ''],
    ['', '2026-10-01', 'Other', null, ''],
    ['fr.100', '2026-10-01', 'Other', null, ''],
  ])('%s on %s is in %s', (customer, on, name, country, fallbacks) => {
    expect(marketOf(customer, on)).toEqual({
      name,
      country,
      fallbacks: fallbacks === '' ? [] : fallbacks.split(', '),
    })
  })

  it('is remembered, so that the same market is the same object', () => {
    const find = marketFinder()
    expect(find('33639980001', '2026-10-01')).toBe(find('33639980002', '2026-10-02'))
  })
})

describe('the markets', () => {
  it('are 47, each in the table of countries', () => {
    expect(new Set(markets).size).toBe(47)
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const codes = letters.flatMap((a) => letters.map((b) => a + b))
    const found = codes.flatMap((code) => marketsOfCountry(code).map(({ market }) => market))
    expect([...new Set(found)].sort()).toEqual([...markets].sort())
  })

  it.each([
    ['india', 'India'],
    [' Rest of  Central and Eastern Europe ', 'Rest of Central & Eastern Europe'],
    ['Rest of Asia-Pacific', 'Rest of Asia Pacific'],
    ['Türkiye', 'Turkey'],
    ['Portugal', null],
    ['', null],
  ])('named %j are %j', (name, market) => expect(marketNamed(name)).toBe(market))
})
