import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launchChromium } from './support/board-chromium.ts'
import { openBoard, type Look, type Seen } from './support/board-page.ts'
import {
  account,
  apiKey,
  boardWorld,
  HOUR,
  MINUTE,
  phoneNumberId,
  start,
  type World,
} from './support/board-world.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** A support team's day, on a board of its own. */
const withBoard = async (
  use: (seen: Seen, world: World) => Promise<void>,
  { before = async () => {}, look }: { before?: (world: World) => Promise<void>; look?: Look } = {},
): Promise<void> => {
  const world = await boardWorld()
  try {
    await before(world)
    const seen = await openBoard(browser, world, look)
    await use(seen, world)
    expect(seen.faults).toEqual([])
    await seen.close()
  } finally {
    await world.close()
  }
}

const threeThreads = async ({ wrote }: World): Promise<void> => {
  await wrote('491701234567', 5 * HOUR)
  await wrote('33639980001', 8 * MINUTE + 50_000)
  await wrote('15550100234', 3 * HOUR + 50_000, { entryPoint: { source: 'ad' } })
}

const template = (status: string, at = start) => ({
  type: 'template-changed' as const,
  id: `template ${status} ${at}`,
  at,
  account,
  name: 'order_update',
  language: 'en_US',
  status,
  category: 'utility',
})

describe('the list of threads', () => {
  it('has the one first that closes first, says what may be sent, and at what cost', () =>
    withBoard(
      async ({ page }) => {
        const rows = page.locator('a.thread')
        await rows.nth(2).getByText('free: 0 of the month’s 1,000 used').waitFor()
        const texts = await rows.allInnerTexts()
        expect(texts.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
          expect.stringMatching(/^closes in 8 min \+33 639 980 001 .*Anything until 14:08/),
          expect.stringMatching(/^answer within 3 h \+1 555 010 0234 .*Once answered: 72 h free/),
          expect.stringMatching(/^closes in (5 h|4 h 59 min) \+49 170 123 4567/),
        ])
        expect(await page.locator('.headline').innerText()).toMatch(/^8 min\s+\+33 639 980 001 closes next/)
        expect(await page.title()).toBe('8 min · Guichet')
      },
      { before: threeThreads },
    ))

  it('counts down each second, by the server’s clock and not the machine’s', () =>
    withBoard(
      async ({ page }, { url, asked }) => {
        await page.getByText('Live').waitFor()
        await page.clock.install({ time: '2031-01-01' })
        const asks = asked.get('/threads') ?? 0
        await page.goto(`${url}/?again#key=${apiKey}`)
        // Both lists are asked for at once, and again when the server is ready to tell of changes.
        await expect.poll(() => asked.get('/threads')).toBe(asks + 2)
        await page.getByText('Live').waitFor()
        await expect
          .poll(async () => {
            await page.clock.runFor(300)
            return asked.get('/threads')
          })
          .toBe(asks + 4)
        const left = page.locator('a.thread .left').first()
        const width = () =>
          page
            .locator('.fill')
            .first()
            .evaluate((fill) => fill.getBoundingClientRect().width)
        await expect.poll(() => left.innerText()).toBe('8 min')
        const before = await width()
        await page.clock.runFor(35_000)
        expect(await left.innerText()).toBe('7 min')
        expect(await width()).toBeLessThan(before)
      },
      { before: ({ wrote }) => wrote('33639980001', 8 * MINUTE + 30_000) },
    ))

  it('hears of what happens, without a reload', () =>
    withBoard(async ({ page }, { wrote, record, clock }) => {
      await page.getByText('All quiet').waitFor()
      await page.getByText('Live').waitFor()
      await wrote('491701234567', 2 * HOUR)
      await page.locator('a.thread').getByText('+49 170 123 4567').waitFor()
      expect(await page.getByText('No template is in trouble.').count()).toBe(1)
      await record(template('PAUSED'))
      await page.locator('.aside').getByText('order_update (en_US)').waitFor()
      expect(await page.locator('.aside .tag').innerText()).toBe('Paused')
      clock.now += HOUR + 30 * MINUTE
      await wrote('33639980001', 20 * HOUR)
      await page
        .locator('a.thread .left')
        .getByText(/^(30|29) min$/)
        .waitFor()
    }))

  it('is filtered, searched, and asked of the server', () =>
    withBoard(
      async ({ page }, { wrote, clock }) => {
        const rows = page.locator('a.thread')
        await expect.poll(() => rows.count()).toBe(4)
        await page.getByRole('button', { name: 'Within 1 h' }).click()
        await expect.poll(() => rows.count()).toBe(1)
        await page.getByRole('button', { name: 'To answer' }).click()
        await expect.poll(() => rows.first().innerText()).toContain('+1 555 010 0234')
        await page.getByRole('button', { name: 'All' }).click()
        await page.getByLabel('Phone number', { exact: true }).selectOption('200')
        await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringContaining('+44 770 090 0123')])
        await page.getByLabel('Phone number', { exact: true }).selectOption('')
        const search = page.getByRole('searchbox')
        await search.fill('+33 6')
        await expect.poll(() => rows.count()).toBe(1)
        clock.now += 30 * HOUR
        await wrote('491701234567', 23 * HOUR)
        await search.fill('+1 (555) 010-9999')
        await page.getByText('No open thread matches').waitFor()
        await search.press('Enter')
        await page.getByText('The server has no thread of “+1 (555) 010-9999”.').waitFor()
        await search.fill('+1 555 010 0234')
        await page.getByText('No open thread matches').waitFor()
        await search.press('Enter')
        await page
          .getByRole('dialog')
          .locator('.panel-words')
          .getByText('The customer service window closed')
          .waitFor()
        expect(new URL(page.url()).hash).toBe(`#/thread/${phoneNumberId}/15550100234`)
      },
      {
        before: async (world) => {
          await threeThreads(world)
          await world.wrote('447700900123', 6 * HOUR, { phoneNumberId: '200' })
        },
      },
    ))
})

describe('a thread', () => {
  const before = async (world: World): Promise<void> => {
    await threeThreads(world)
    await world.record(template('APPROVED', start - 2 * HOUR), {
      ...template('PAUSED', start - HOUR),
      name: 'autumn_offer',
    })
  }

  it('opens with its picture, what may be sent and what not, and what happened; back closes it', () =>
    withBoard(
      async ({ page }) => {
        await page.getByText('+1 555 010 0234').click()
        const panel = page.getByRole('dialog')
        await panel.getByText('The customer service window is open until 17:00').waitFor()
        const allowed = panel.locator('.allowed')
        await expect.poll(() => allowed.count()).toBe(3)
        expect(await allowed.nth(0).innerText()).toMatch(/Service message\s+Free: entry point until 17:00/)
        expect(await allowed.nth(2).innerText()).toMatch(/Template order_update \(en_US\)/)
        expect(await panel.locator('.refused').innerText()).toMatch(
          /Template autumn_offer[\s\S]*paused since 13:00[\s\S]*Instead\s+Choose the template order_update/,
        )
        expect(await panel.locator('.history').innerText()).toContain('The customer wrote, through an ad')
        await expect
          .poll(() =>
            panel.locator('.timeline img').evaluate((image: HTMLImageElement) => image.naturalWidth),
          )
          .toBeGreaterThan(400)
        await page.goBack()
        await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
        await page.goForward()
        await page.getByRole('dialog').waitFor()
      },
      { before },
    ))

  it('stays open when somebody goes back and forth before the browser says that the dialog closed', () =>
    withBoard(
      async ({ page }) => {
        await page.getByText('+1 555 010 0234').click()
        await page.getByRole('dialog').waitFor()
        const hash = new URL(page.url()).hash
        await page.evaluate((to) => {
          addEventListener('hashchange', () => (location.hash = to), { once: true })
          history.back()
        }, hash)
        await page.waitForFunction(
          (to) => location.hash === to && document.querySelectorAll('dialog[open]').length === 1,
          hash,
        )
        await page.getByRole('button', { name: 'Close' }).click()
        await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
        await expect.poll(() => new URL(page.url()).hash).toBe('')
      },
      { before },
    ))

  it('has an address of its own, and hears of what happens', () =>
    withBoard(
      async ({ page }, world) => {
        await page.goto(`${world.url}/#/thread/${phoneNumberId}/33639980001`)
        const panel = page.getByRole('dialog')
        await panel.getByText('Closes in 8 min').waitFor()
        await world.wrote('33639980001', 23 * HOUR + 50_000)
        await panel.getByText(/Closes in (23 h|22 h 59 min)/).waitFor()
        await page.goto(`${world.url}/#/thread/${phoneNumberId}/nobody`)
        await page.getByText('There is no thread of this customer').waitFor()
      },
      { before },
    ))
})

describe('a message of unknown outcome', () => {
  it('is told, and given up when somebody says so twice', () =>
    withBoard(async ({ page }, { wrote, sendIntoTheDark, runtime }) => {
      await wrote('491701234567', 5 * HOUR)
      expect((await sendIntoTheDark('491701234567', 'order-4711')).outcome).toBe('unknown')
      await page.locator('a.thread').getByText('Unknown outcome').waitFor()
      await page.getByRole('button', { name: 'Give up…' }).click()
      const dialog = page.getByRole('dialog')
      expect(await dialog.innerText()).toContain('The customer may already have it.')
      await dialog.getByRole('button', { name: 'Keep waiting' }).click()
      await expect.poll(() => dialog.count()).toBe(0)
      expect(await runtime.openIntents()).toHaveLength(1)
      await page.getByRole('button', { name: 'Give up…' }).click()
      await dialog.getByRole('button', { name: 'Give up', exact: true }).click()
      await page.getByText('The outcome of every message is known.').waitFor()
      expect(await runtime.openIntents()).toEqual([])
      await expect.poll(() => page.locator('a.thread').getByText('Unknown outcome').count()).toBe(0)
    }))
})
