import { describe, expect, test } from 'vitest'
import { bakery } from './support/bakery.ts'
import { cardOf, samplePath } from './support/cards.ts'
import { day, delivered, messaged, template } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { logOf } from './support/report.ts'
import { run } from './support/run.ts'
import { parseTags, textOf } from './support/tags.ts'

const folder = temporaryFolder()
const page = async (stdin: string, ...args: readonly string[]): Promise<string> =>
  (await run(['audit', '--format', 'html', ...args, '-'], { stdin })).stdout
const ids = '2025-07-01,2026-10-01'
const allIds = '2022-02-01,2023-03-01,2023-06-01,2024-11-01,2025-07-01,2026-09-28,2026-10-01'

interface Bar {
  readonly series: string
  readonly width: number
  readonly words: string
}

/** The bars of the chart, in their order, each with the words behind it. */
const barsOf = (html: string): readonly Bar[] =>
  [
    ...html.matchAll(
      /<rect class="(bar-\d)" x="0" y="[^"]*" width="([^"]*)"[^>]*\/><text[^>]*>([^<]*)<\/text>/g,
    ),
  ]
    .map(([, series = '', width, words = '']) => ({ series, width: Number(width), words }))
    .filter(({ words }) => !/^\d{4}-/.test(words))

const sectionOf = (html: string, title: string): string => {
  const at = html.indexOf(`<h2>${title}</h2>`)
  return at === -1 ? '' : html.slice(at, html.indexOf('</section>', at))
}

describe('the page of the example log with charges', () => {
  const pages = Promise.all([
    page(bakery, '--compare', ids, '--rates', samplePath),
    page(bakery, '--compare', ids),
    page(bakery),
  ])

  test('is well-formed, loads and runs nothing', async () => {
    for (const html of await pages) {
      parseTags(html)
      expect(html).not.toMatch(/<(script|link|img|iframe|object|embed|foreignObject|use|image)\b/i)
      expect(html).not.toMatch(/url\(|@import|javascript:|\s(src|srcset|action|on\w+)=/i)
      const names = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  test('tells what was charged, with and without rates', async () => {
    const [priced = '', counted = ''] = await pages
    const section = textOf(sectionOf(priced, 'Charges'))
    expect(section).toContain('2026-10-01 marketing regular 2 USD 0.1718')
    expect(section).toContain('2026-09-28 utility regular 3 3 without a rate')
    expect(section).toContain('The rate card has no rate for utility in France before 2026-10-01')
    expect(textOf(sectionOf(counted, 'Charges'))).toContain('2026-10-01 marketing regular 2')
    expect(sectionOf(counted, 'Charges')).not.toContain('Cost')
  })

  test('tells the same traffic under other rulebooks, only where asked', async () => {
    const [priced = '', counted = '', alone = ''] = await pages
    const title = 'The same traffic under other rulebooks'
    expect(textOf(sectionOf(priced, title))).toContain(
      'Total: paid of all messages 5 of 23, USD 0.2618 8 of 23, USD 0.3518',
    )
    expect(textOf(sectionOf(counted, title))).toContain('Total: paid of all messages 5 of 23 8 of 23')
    expect(alone).not.toContain(title)
  })

  test('has a chart whose bars are as long as their amounts', async () => {
    const [priced = '', counted = ''] = await pages
    const bars = barsOf(priced)
    expect(bars.map(({ words }) => words)).toEqual(['USD 0.09', 'USD 0.12', 'USD 0.1718', 'USD 0.2318'])
    expect(bars.map(({ series }) => series)).toEqual(['bar-0', 'bar-1', 'bar-0', 'bar-1'])
    const scale = (bars[3]?.width ?? 0) / 0.2318
    expect(scale).toBeGreaterThan(100)
    for (const { width, words } of bars) expect(width / scale).toBeCloseTo(Number(words.slice(4)), 2)
    expect(barsOf(counted).map(({ words }) => words)).toEqual(['3 paid', '4 paid', '2 paid', '4 paid'])
    expect(barsOf(counted).map(({ width }) => width)).toEqual([195, 260, 130, 260])
  })
})

describe('a chart', () => {
  const log = logOf([
    messaged('hello', day(9)),
    ...delivered('m', day(9), template('sale', 'marketing')),
    ...delivered('u', day(9), template('order', 'utility')),
  ])

  test('never shows a zero where rates are missing', async () => {
    const none = await folder.file('none.csv', cardOf('India,utility,USD,2026-01-01,,,1'))
    expect(
      barsOf(await page(log, '--compare', ids, '--rates', none)).map(({ words, width }) => [words, width]),
    ).toEqual([
      ['1 without a rate', 0],
      ['2 without a rate', 0],
    ])
    const some = await folder.file('some.csv', cardOf('France,utility,USD,2026-01-01,,,50000'))
    expect(barsOf(await page(log, '--compare', ids, '--rates', some)).map(({ words }) => words)).toEqual([
      '1 without a rate',
      'USD 0.05 and 1 without a rate',
    ])
  })

  test('of what is free everywhere has bars of no length', async () => {
    const free = logOf([messaged('hello', day(9)), ...delivered('m', day(9))])
    expect(barsOf(await page(free, '--compare', ids))).toMatchObject([
      { width: 0, words: '0 paid' },
      { width: 0, words: '0 paid' },
    ])
  })

  test('holds all rulebooks beside each other, each in its colour and inside the picture', async () => {
    const html = await page(log, '--compare', allIds)
    const chart = html.slice(html.indexOf('<svg class="chart"'), html.indexOf('</svg>'))
    const [, width = '', height = ''] = /viewBox="0 0 (\S+) (\S+)"/.exec(chart) ?? []
    for (const [, x, y] of chart.matchAll(/ x="(\d+)" y="(\d+)"/g)) {
      expect(Number(x)).toBeLessThan(Number(width) - 60)
      expect(Number(y)).toBeLessThan(Number(height))
    }
    expect(new Set([...chart.matchAll(/class="(bar-\d)"/g)].map(([, series]) => series)).size).toBe(7)
    for (let n = 0; n < 7; n++) expect(html).toContain(`.bar-${n} { fill: var(--bar-${n}) }`)
  })

  test('is drawn in proportion to amounts of any size', async () => {
    const dear = await folder.file('dear.csv', cardOf('Other,marketing,IDR,2026-01-01,,,1000000000000000'))
    const bars = barsOf(await page(log, '--compare', ids, '--rates', dear))
    expect(bars.map(({ width }) => width)).toEqual([260, 260])
    expect(bars[0]?.words).toBe('IDR 1,000,000,000.00')
  })
})

test.each([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)'],
  ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x'],
  ['" onmouseover="x', '&quot; onmouseover=&quot;x'],
  ["'</td></svg>", '&#39;&lt;/td&gt;&lt;/svg&gt;'],
])('a phone number id, a category and a word that are %s are text', async (evil, escaped) => {
  const more = { phoneNumberId: evil, customer: evil }
  const html = await page(
    logOf([
      messaged('hello', day(9), more),
      ...delivered('a', day(9), { ...more, ...template('t', evil) }),
      ...delivered('b', day(19), { ...more, pricing: { model: 'PMP', category: evil, type: evil } }),
    ]),
    '--compare',
    allIds,
    '--rates',
    samplePath,
  )
  parseTags(html)
  for (const title of ['Charges', 'The same traffic under other rulebooks']) {
    expect(sectionOf(html, title)).not.toContain(evil)
    expect(sectionOf(html, title)).toContain(escaped)
  }
  expect(html).not.toMatch(/<(script|img)/i)
})

test('a table of thousands of rows is cut, and says so', async () => {
  const log = logOf(
    Array.from({ length: 1010 }, (_, n) => delivered(`m${n}`, day(9), template('t', `category_${n}`))).flat(),
  )
  const html = await page(log, '--compare', '2026-10-01')
  expect(html.match(/<td>category_/g)).toHaveLength(2000)
  expect(html.match(/… and 10 more rows; --format json has all of them/g)).toHaveLength(2)
  const { stdout } = await run(['audit', '--compare', '2026-10-01', '-'], { stdin: log })
  expect(stdout.match(/ category_\d+ /g)).toHaveLength(200)
  expect(stdout.match(/^ {2}… and 910 more rows/gm)).toHaveLength(2)
})
