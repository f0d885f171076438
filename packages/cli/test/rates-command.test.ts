import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { cardOf, samplePath } from './support/cards.ts'
import { temporaryFolder } from './support/folder.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()

const listSheet = `"Cost per message in USD, effective October 1, 2026",,,,
Market,Currency,Marketing,Utility,Authentication-International
India,$US,$0.0118,$0.0014,$0.0304
Rest of Africa,$US,$0.0225,$0.0040,n/a
`
const tierSheet = `"Volume tiers in USD, effective October 1, 2026",,,
Market,Volume tier,Rate,Discount
Rest of Africa,"0 - 100,000",0.0040,
,"100,001+",0.0038,-5%
`
const converted = `market,category,currency,effective_from,effective_until,from,to,amount
India,marketing,USD,2026-10-01,,,,11800
India,utility,USD,2026-10-01,,,,1400
India,authentication_international,USD,2026-10-01,,,,30400
Rest of Africa,marketing,USD,2026-10-01,,,,22500
Rest of Africa,utility,USD,2026-10-01,,,,4000
`

describe('guichet rates check', () => {
  test('says what a card holds', async () => {
    expect(await run(['rates', 'check', samplePath])).toEqual({
      code: 0,
      stderr: '',
      stdout: `currency       USD
rates          11
from           2026-10-01
markets        4 of 47: France, India, Rest of Africa, Other
categories     marketing in 4 markets, utility in 4, authentication in 1, authentication_international in 1, service in 1
volume tiers   none
missing        43 markets; their messages are priced as the market that includes them, or as Other
`,
    })
  })

  test('names every day on which rates begin, the markets with volume tiers, and the note', async () => {
    const rate = { market: 'India', category: 'utility', currency: 'INR', effective_from: '2026-10-01' }
    const rates = [
      { ...rate, to: 100, amount: 5 },
      { ...rate, from: 100, amount: 4 },
      { ...rate, effective_from: '2026-07-01', amount: 6 },
    ]
    const card = await folder.file('tiers.json', JSON.stringify({ note: 'a \u001B[2Jnote', rates }))
    const { stdout } = await run(['rates', 'check', card])
    expect(stdout).toContain('from           2026-07-01, 2026-10-01\n')
    expect(stdout).toContain('volume tiers   in 1 market\n')
    expect(stdout).toContain('note           a �[2Jnote\n')
    expect(stdout).toContain('the card has no Other either')
  })

  test('tells every problem of a bad card with its row', async () => {
    const card = await folder.file(
      'bad.csv',
      cardOf(
        'Frence,utility,USD,2026-10-01,,,1',
        'India,utility,USD,2026-10-01,,,-1',
        'India,utility,EUR,2026-10-01,,,1',
      ),
    )
    const { code, stdout, stderr } = await run(['rates', 'check', card])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`guichet: ${card} is not a valid rate card:\n`)
    expect(stderr).toMatch(/^ {2}row 2, market: .*\n {2}row 3, amount: /m)
  })

  test('needs a file that is there', async () => {
    const missing = folder.path('missing.csv')
    expect(await run(['rates', 'check', missing])).toEqual({
      code: 2,
      stdout: '',
      stderr: `guichet: ${missing}: no such file\n`,
    })
    expect(await run(['rates', 'check'])).toMatchObject({ code: 2, stdout: '' })
    expect(await run(['rates'])).toMatchObject({ code: 2, stdout: '' })
  })
})

test('guichet rates convert makes a card of the example sheets', async () => {
  const example = (name: string): string => fileURLToPath(new URL(`../examples/${name}`, import.meta.url))
  const out = folder.path('example.csv')
  const sheets = [example('list-rates.csv'), '--tiers', example('volume-tiers.csv')]
  expect(await run(['rates', 'convert', ...sheets, '--out', out])).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  })
  const { stdout } = await run(['rates', 'check', out])
  expect(stdout).toContain('rates          9\n')
  expect(stdout).toContain('volume tiers   in 1 market\n')
})

describe('guichet rates convert', () => {
  const list = (): Promise<string> => folder.file('list.csv', listSheet)
  const tiers = (): Promise<string> => folder.file('tiers.csv', tierSheet)

  test('makes a card of the list rates', async () => {
    expect(await run(['rates', 'convert', await list()])).toEqual({ code: 0, stdout: converted, stderr: '' })
  })

  test('puts the volume tiers in the place of their list rates', async () => {
    const args = ['rates', 'convert', await list(), '--tiers', await tiers(), '--tiers-category', 'Utility']
    const { code, stdout } = await run(args)
    expect(code).toBe(0)
    expect(stdout).toBe(
      converted.replace(
        'Rest of Africa,utility,USD,2026-10-01,,,,4000',
        'Rest of Africa,utility,USD,2026-10-01,,,100000,4000\nRest of Africa,utility,USD,2026-10-01,,100000,,3800',
      ),
    )
  })

  test('writes to --out, and what it wrote is a card', async () => {
    const out = folder.path('card.csv')
    expect(await run(['rates', 'convert', await list(), '--out', out])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
    expect(await readFile(out, 'utf8')).toBe(converted)
    expect(await run(['rates', 'check', out])).toMatchObject({ code: 0 })
  })

  test('takes from options what the title does not say', async () => {
    const bare = await folder.file('bare.csv', 'Market,Utility\nIndia,0.0014\n')
    const { code, stderr } = await run(['rates', 'convert', bare])
    expect(code).toBe(2)
    expect(stderr).toContain('the sheet names no currency')
    expect(stderr).toContain(
      'Give what a sheet does not contain with --currency, --effective and --tiers-category',
    )
    expect(
      await run(['rates', 'convert', bare, '--currency', 'usd', '--effective', '2026-10-01']),
    ).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('India,utility,USD,2026-10-01,,,,1400\n'),
    })
  })

  test('refuses a currency that is not the sheet’s', async () => {
    const { code, stdout, stderr } = await run(['rates', 'convert', await list(), '--currency', 'EUR'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('the sheet is in USD, not in EUR')
  })

  test('tells every problem with its row, and writes nothing', async () => {
    const sheet = await folder.file(
      'bad.csv',
      listSheet.replace('India', 'Indai').replace('$0.0225', '"0,0225"').replace('$0.0040', '$0.00401234'),
    )
    const out = folder.path('never.csv')
    const { code, stdout, stderr } = await run(['rates', 'convert', sheet, '--out', out])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`${sheet} is not a sheet of list rates:\n`)
    expect(stderr.match(/^ {2}row \d/gm)).toHaveLength(3)
    expect(await run(['rates', 'check', out])).toMatchObject({ code: 2 })
  })

  test('tells the problems of the tiers under their own name', async () => {
    const file = await tiers()
    const { code, stderr } = await run(['rates', 'convert', await list(), '--tiers', file])
    expect(code).toBe(2)
    expect(stderr).toContain(`${file} is not a sheet of volume tiers:\n  row 2: no column "Category"`)
  })

  test('refuses sheets that make no card together', async () => {
    const twice = await folder.file('twice.csv', `${listSheet}India,$US,$0.0119,$0.0014,$0.0304\n`)
    const { code, stdout, stderr } = await run(['rates', 'convert', twice])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`${twice} does not give a valid rate card:\n  row `)
  })

  test.each([
    [['--effective', '2026-06-31'], 'write it like 2026-10-01'],
    [['--effective', 'October'], 'write it like 2026-10-01'],
    [['--currency', 'ZZZ'], 'known are USD, AED'],
    [['--tiers-category', 'fax'], 'known are marketing'],
    [['--tiers', 'no/such/file'], 'no/such/file: no such file'],
  ])('%j is refused', async (args, words) => {
    const { code, stdout, stderr } = await run(['rates', 'convert', await list(), ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(words)
  })
})

test.each([[['rates']], [['rates', 'check']], [['rates', 'convert']]])(
  '%j --help shows an example',
  async (command) => {
    const { code, stdout } = await run([...command, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('Example: guichet rates ')
  },
)
