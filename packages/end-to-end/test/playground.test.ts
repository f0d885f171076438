import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { axeProblems, overflow } from './support/board-page.ts'
import { cellsOf, openSite, plainFile, playground } from './support/playground.ts'

const packages = fileURLToPath(new URL('../../', import.meta.url))
const bakery = `${packages}cli/examples/bakery.ndjson`
const rates = `${packages}rates/samples/2026-10-01-usd-sample.csv`
const log = readFileSync(bakery, 'utf8')

const { browser, url: served, opened: withPlayground } = playground()

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
    ['under those of today', '2026-10-01'],
  ])('has the figures of the audit, to the last charge, %s', (_, rulebook) =>
    withPlayground(async ({ page }) => {
      const report = audited('--time-zone', 'Europe/Paris', '--rates', rates, '--rulebook', rulebook)
      await page.locator('.log-view').getByLabel('Rules', { exact: true }).selectOption(rulebook)
      await page.locator('.log-view').getByLabel('Rate card', { exact: true }).selectOption('sample')
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

      expect(asked.filter((url) => !url.startsWith(served()) && !url.startsWith('blob:'))).toEqual([])
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
})

describe('a play', () => {
  it('shows what may be sent until the window closes, and its address shows the same to others', () =>
    withPlayground(async ({ page }) => {
      await page.getByRole('link', { name: 'Play a thread' }).click()
      await page.getByRole('button', { name: 'Begin anew' }).click()
      await page.getByText('Closed: only templates may be sent.').waitFor()
      await page.getByRole('button', { name: 'Writes', exact: true }).click()
      await page.getByText(/^Open: anything may be sent until Sat 3 Oct 2026 10:00 Europe\/Paris/).waitFor()
      await page.getByRole('button', { name: 'When the window closes' }).click()
      const service = page.locator('#answers li').first()
      await service.getByText('refused', { exact: true }).waitFor()
      await page.getByRole('button', { name: '−1 min' }).press('Enter')
      await service.getByText('allowed', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Service message', exact: true }).press('Space')
      expect((await cellsOf(page.locator('#play-charges table'))).map((row) => row.at(-1))).toEqual([
        'free',
        'free',
      ])
      expect(await axeProblems(page)).toEqual([])

      const shared = await page.getByLabel('Address of what you see').inputValue()
      const other = await openSite(browser(), shared, { timezoneId: 'Asia/Tokyo' })
      expect(await other.page.locator('.now-holds').textContent()).toBe(
        await page.locator('.now-holds').textContent(),
      )
      expect(await other.page.locator('.steps li').allTextContents()).toEqual(
        await page.locator('.steps li').allTextContents(),
      )
      await other.close()
      // Back takes back a step.
      await page.goBack()
      await page.locator('.steps li').nth(1).waitFor({ state: 'detached' })
      expect(await page.locator('.steps li').count()).toBe(1)
    }))
})
