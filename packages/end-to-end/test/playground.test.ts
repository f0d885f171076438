import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { playgroundFiles } from '@guichet/site'
import { launchChromium } from './support/board-chromium.ts'
import { axeProblems, overflow } from './support/board-page.ts'
import { cellsOf, gzippedFile, openSite, plainFile, type Played } from './support/playground.ts'
import { serveFiles, type Served } from './support/static-server.ts'

const packages = fileURLToPath(new URL('../../', import.meta.url))
const bakery = `${packages}cli/examples/bakery.ndjson`
const rates = `${packages}rates/samples/2026-10-01-usd-sample.csv`
const log = readFileSync(bakery, 'utf8')

let browser: Browser
let served: Served
let address = ''
beforeAll(async () => {
  browser = await launchChromium()
  served = await serveFiles(await playgroundFiles())
  address = `${served.url}playground/`
})
afterAll(async () => {
  await browser.close()
  await served.close()
})

const withPlayground = async (
  use: (played: Played) => Promise<void>,
  options: Parameters<typeof openSite>[2] = {},
): Promise<void> => {
  const played = await openSite(browser, address, options)
  await use(played)
  expect(played.faults).toEqual([])
  await played.close()
}

/** What `guichet audit` says of the bakery. */
const audited = (...options: readonly string[]) => {
  const args = [`${packages}cli/bin/guichet.mjs`, 'audit', bakery, '--format', 'json', ...options]
  try {
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' }))
  } catch (error) {
    // It ends with 1, for there are findings.
    return JSON.parse(String((error as { readonly stdout: string }).stdout))
  }
}

const costOf = ({ paid, unpriced, amount }: Readonly<Record<string, unknown>>): string =>
  [
    ...(unpriced === paid ? [] : [`USD ${Number(amount) / 1_000_000}`]),
    ...(unpriced === 0 ? [] : [`${String(unpriced)} without a rate`]),
  ].join(' and ')

describe('the log of the bakery', () => {
  it.each([
    ['under the rules of their days', 'auto'],
    ['under those of 2023', '2023-06-01'],
    ['under those of today', '2026-10-01'],
  ])('has the figures of the audit, to the last charge, %s', (_, rulebook) =>
    withPlayground(async ({ page }) => {
      const report = audited('--time-zone', 'Europe/Paris', '--rates', rates, '--rulebook', rulebook)
      await page.getByLabel('Rules', { exact: true }).selectOption(rulebook)
      await page.getByLabel('Rate card', { exact: true }).selectOption('sample')
      await page.getByRole('button', { name: 'Read the log of an invented bakery' }).click()
      await page.getByRole('heading', { name: `${report.findings.length} findings` }).waitFor()
      const shown = await cellsOf(page.locator('#charges table'))
      const expected = report.charges.lines.map(
        (line: Readonly<Record<string, unknown>>): readonly string[] => [
          String(line['rulebook']),
          String(line['category']),
          String(line['type']).replaceAll('_', ' '),
          String(line['messages']),
          String(line['paid']),
          costOf(line),
        ],
      )
      expect(shown.slice(0, -1)).toEqual(expected)
      expect(shown.at(-1)?.slice(3, 5)).toEqual([report.charges.messages, report.charges.paid].map(String))
      expect(await page.locator('#findings > ol > li').count()).toBe(report.findings.length)
      expect(await page.locator('.thread-buttons button').count()).toBe(report.threads)
    }),
  )

  it('is drawn, read and compared in the page alone, which may ask for nothing', () =>
    withPlayground(async ({ page, asked, faults }) => {
      await page.getByLabel('2025-07-01').check()
      await page.getByRole('button', { name: 'Read the log of an invented bakery' }).click()
      await page.locator('#threads img').waitFor()
      const [compared] = audited('--time-zone', 'Europe/Paris', '--compare', '2025-07-01').compare
      const total = (await cellsOf(page.locator('#compared table'))).at(-1)
      expect(total?.at(-1)).toBe(`${compared.paid} of ${compared.messages}`)
      expect(await page.locator('#threads img').getAttribute('alt')).toContain('customer service window')
      expect(await axeProblems(page)).toEqual([])

      expect(asked.filter((url) => !url.startsWith(served.url) && !url.startsWith('blob:'))).toEqual([])
      const sent = await page.evaluate(() =>
        fetch('../assets/icon.svg').then(
          () => 'went out',
          () => 'forbidden',
        ),
      )
      expect(sent).toBe('forbidden')
      expect(faults.splice(0).join(' ')).toContain('connect-src')
    }))

  it('fits a phone, in the dark, by keyboard', () =>
    withPlayground(
      async ({ page }) => {
        await page.keyboard.press('Tab')
        await page.getByRole('link', { name: 'Skip to the playground' }).press('Enter')
        await page.getByRole('button', { name: 'Read the log of an invented bakery' }).press('Enter')
        const verdict = page.locator('#verdict:focus')
        await verdict.waitFor()
        await page
          .getByRole('button', { name: /Show the thread of/ })
          .first()
          .press('Enter')
        await page.locator('.timeline:focus img').waitFor()
        expect(await overflow(page)).toBe(0)
        expect(await axeProblems(page)).toEqual([])
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' },
    ))
})

describe('a log of their own', () => {
  it('that is broken says where and why, and what can be read is read', () =>
    withPlayground(async ({ page }) => {
      const lines = log.split('\n')
      const broken = [...lines.slice(0, 2), '{"object": "whatsapp', '', '[1]', ...lines.slice(2, 9)].join(
        '\n',
      )
      await page.getByLabel('Drop a webhook log here').setInputFiles(plainFile(broken))
      const rows = await cellsOf(page.locator('#unread table'))
      expect(rows.map(([line]) => line)).toEqual(['log.ndjson, line 3', 'log.ndjson, line 5'])
      expect(rows[0]?.[2]).toContain('not JSON: {"object": "whatsapp')
      expect(rows[1]?.[2]).toContain('must be a JSON object')
    }))

  it('may be gzip, and is thousands of times as long without holding the page up', () =>
    withPlayground(async ({ page }) => {
      const copies = Array.from({ length: 60 }, (_, copy) => log.replaceAll('wamid.', `wamid.${copy}.`))
      await page.getByLabel('Drop a webhook log here').setInputFiles(gzippedFile(copies.join('')))
      await page.getByText(/^5,400 lines/).waitFor()
      expect(await page.getByRole('progressbar').isHidden()).toBe(true)
    }))

  it('that is none, is empty, or is cut short, says so', () =>
    withPlayground(async ({ page }) => {
      const files = page.getByLabel('Drop a webhook log here')
      await files.setInputFiles(plainFile('a shopping list\nmilk'))
      await page.getByRole('heading', { name: 'No line could be read' }).waitFor()
      await files.setInputFiles(plainFile(''))
      await page.getByRole('heading', { name: 'The log is empty' }).waitFor()
      const whole = gzippedFile(log)
      await files.setInputFiles({ ...whole, buffer: whole.buffer.subarray(0, 1500) })
      await page.getByText('log.ndjson.gz: the gzip file is damaged or cut short.').waitFor()
      expect(await axeProblems(page)).toEqual([])
    }))

  it('is judged by rules of their own, and wrong ones are told', () =>
    withPlayground(async ({ page }) => {
      await page.getByText('Paste a log').click()
      await page.getByLabel('Webhook bodies').fill(log)
      await page.getByRole('button', { name: 'Read it' }).click()
      await page.getByRole('heading', { name: /findings/ }).waitFor()
      await page.getByText('Rules of your own').click()
      const amendments = page.getByLabel('Amendments as JSON')
      await amendments.fill('{"effective": "2026-09-30", "changes": {"freeTier": 3}}')
      await amendments.blur()
      await page.getByRole('alert').getByText('freeTier').waitFor()
      await amendments.fill(
        '{"effective": "2026-09-30", "changes": {"freeTier": {"amount": 3, "counts": "service-messages", "per": "phone-number", "because": ["MINE-1"]}}, "clauses": [{"id": "MINE-1", "says": "Three are free.", "source": "invented"}]}',
      )
      await amendments.blur()
      await page.locator('#charges').getByText('2026-09-30').first().waitFor()
      await page.getByLabel('Time zone of the account').fill('Mars/Olympus')
      await page.getByLabel('Time zone of the account').blur()
      await page.getByRole('alert').getByText('Mars/Olympus').waitFor()
    }))
})
