import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { axeProblems } from '../support/board-page.ts'
import { gzippedFile, plainFile, playground } from '../support/playground.ts'

const packages = fileURLToPath(new URL('../../../', import.meta.url))
const bakery = `${packages}cli/examples/bakery.ndjson`
const log = readFileSync(bakery, 'utf8')

const { opened: withPlayground } = playground()

describe('a log of their own', () => {
  it('may be gzip, and sixty times as long', () =>
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
      await page.locator('.log-view').getByText('Rules of your own').click()
      const amendments = page.locator('.log-view').getByLabel('Amendments as JSON')
      await amendments.fill('{"effective": "2026-09-30", "changes": {"freeTier": 3}}')
      await amendments.blur()
      await page.locator('.log-view').getByRole('alert').getByText('freeTier').waitFor()
      await amendments.fill(
        '{"effective": "2026-09-30", "changes": {"freeTier": {"amount": 3, "counts": "service-messages", "per": "phone-number", "because": ["MINE-1"]}}, "clauses": [{"id": "MINE-1", "says": "Three are free.", "source": "invented"}]}',
      )
      await amendments.blur()
      await page.locator('#charges').getByText('2026-09-30').first().waitFor()
      await page.locator('.log-view').getByLabel('Time zone of the account').fill('Mars/Olympus')
      await page.locator('.log-view').getByLabel('Time zone of the account').blur()
      await page.locator('.log-view').getByRole('alert').getByText('Mars/Olympus').waitFor()
    }))
})
