import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launchChromium } from './support/board-chromium.ts'
import { axeProblems, openBoard, overflow } from './support/board-page.ts'
import {
  account,
  apiKey,
  boardWorld,
  HOUR,
  MINUTE,
  phoneNumberId,
  type World,
} from './support/board-world.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const withWorld = async (use: (world: World) => Promise<void>): Promise<void> => {
  const world = await boardWorld()
  try {
    await use(world)
  } finally {
    await world.close()
  }
}

describe('the key', () => {
  it('is asked for, refused when it is wrong, kept for the tab alone, and forgotten on the way out', () =>
    withWorld(async (world) => {
      const { page, faults, close } = await openBoard(browser, world, { hash: '' })
      const field = page.getByLabel('API key')
      await field.fill('not ours')
      await field.press('Enter')
      await page.getByText('A key has no blanks').waitFor()
      await field.fill('not-ours')
      await field.press('Enter')
      await page.getByText('The server does not accept this key.').waitFor()
      expect(await axeProblems(page)).toEqual([])
      await field.fill(apiKey)
      await field.press('Enter')
      await page.getByText('All quiet').waitFor()
      await page.reload()
      await page.getByText('All quiet').waitFor()
      expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain(apiKey)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await field.waitFor()
      await page.reload()
      await field.waitFor()
      expect(await page.evaluate(() => Object.values(sessionStorage))).toEqual([])
      expect(faults).toEqual([])
      await close()
    }))

  it('is taken from the address, and leaves no trace there', () =>
    withWorld(async (world) => {
      const { page, close } = await openBoard(browser, world)
      await page.getByText('All quiet').waitFor()
      expect(page.url()).toBe(`${world.url}/`)
      expect(await page.evaluate(() => history.length)).toBeLessThan(3)
      await close()
    }))
})

describe('the connection', () => {
  it('is lost and found again: what was known stays, and what happened meanwhile comes', () =>
    withWorld(async (world) => {
      await world.wrote('491701234567', 5 * HOUR)
      const { page, faults, close } = await openBoard(browser, world)
      await page.getByText('Live').waitFor()
      await page.locator('a.thread').waitFor()
      await world.stop()
      await page.getByText('Connection lost, trying again. Showing the state at 14:00.').waitFor()
      expect(await page.locator('a.thread').count()).toBe(1)
      expect(await axeProblems(page)).toEqual([])
      await world.wrote('33639980001', 2 * HOUR)
      await world.restart()
      await page.locator('a.thread').getByText('+33 639 980 001').waitFor()
      await page.locator('.banner').waitFor({ state: 'hidden' })
      expect(faults).toEqual([])
      await close()
    }))

  it('that stands while the server answers with errors is told apart', () =>
    withWorld(async (world) => {
      const { page, close } = await openBoard(browser, world)
      await page.getByText('All quiet').waitFor()
      await page.route('**/threads?*', (route) => route.fulfill({ status: 503, body: '{}' }))
      await world.wrote('491701234567', 5 * HOUR)
      await page.getByText('Not up to date: the server answers with status 503.').waitFor()
      await page.unroute('**/threads?*')
      await page.locator('a.thread').waitFor()
      await page.locator('.banner').waitFor({ state: 'hidden' })
      await close()
    }))

  it('that takes its time is seen to', () =>
    withWorld(async (world) => {
      const { page, close } = await openBoard(browser, world, { hash: '' })
      let answer = (): void => {}
      const answered = new Promise<void>((resolve) => (answer = resolve))
      await page.route('**/threads?*', (route) => answered.then(() => route.continue()))
      await page.getByLabel('API key').fill(apiKey)
      await page.getByLabel('API key').press('Enter')
      await page.getByText('Loading…').waitFor()
      answer()
      await page.getByText('All quiet').waitFor()
      await close()
    }))
})

describe('what outsiders write', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    'abc\u202Egnp.exe',
    `"><script>alert(2)</script>`,
    'x'.repeat(200),
    'a\u200Bb',
    'javascript:alert(3)',
    '../../../etc',
    '%2e%2e/%00',
  ]

  it('is text, and nothing but text', () =>
    withWorld(async (world) => {
      for (const [index, customer] of hostile.entries()) {
        await world.wrote(customer, (index + 2) * HOUR)
        await world.sendIntoTheDark(customer, `<b>key ${index}</b>`)
      }
      await world.record({
        type: 'template-changed',
        id: 'template',
        at: world.clock.now,
        name: '<svg onload=alert(4)>',
        language: '\u202Een',
        status: 'PAUSED',
      })
      const { page, faults, close } = await openBoard(browser, world, {
        viewport: { width: 360, height: 740 },
      })
      await expect.poll(() => page.locator('a.thread').count()).toBe(hostile.length)
      await page.locator('.aside').getByText('<svg onload=alert(4)> (‹U+202E›en)').waitFor()
      await page.locator('.aside').getByText('<b>key 0</b>').waitFor()
      const names = await page.locator('.customer').allTextContents()
      expect(names).toContain('<img src=x onerror=alert(1)>')
      expect(names).toContain('abc‹U+202E›gnp.exe')
      expect(names).toContain('a‹U+200B›b')
      expect(await page.locator('img, svg, script:not([src]), b').count()).toBe(0)
      for (const name of ['<img src=x', 'xxxxx', 'etc', 'a‹U+200B›b']) {
        await page.locator('a.thread').filter({ hasText: name }).click()
        await page.locator('.allowed').first().waitFor()
        expect(await overflow(page)).toBe(0)
        await page.keyboard.press('Escape')
      }
      expect(await overflow(page)).toBe(0)
      expect(faults).toEqual([])
      await close()
    }))
})

describe('thousands of threads', () => {
  it('make a small page, and a burst of changes few questions', () =>
    withWorld(async (world) => {
      const events = Array.from({ length: 1200 }, (_, index) => ({
        type: 'customer-messaged' as const,
        id: `wamid.${index}`,
        at: world.clock.now - 24 * HOUR + (index + 1) * MINUTE,
        phoneNumberId,
        customer: String(447_700_900_000 + index),
        kind: 'text',
      }))
      await world.record(...events)
      const { page, close } = await openBoard(browser, world)
      const rows = page.locator('a.thread')
      await expect.poll(() => rows.count()).toBe(50)
      expect(await page.locator('.filter .count').first().innerText()).toBe('1,000')
      await page.getByRole('button', { name: 'Show 100 more' }).click()
      await expect.poll(() => rows.count()).toBe(150)
      expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(4000)
      await page.getByText('Live').waitFor()
      const [before, since] = [world.asked.get('/threads') ?? 0, performance.now()]
      for (let index = 0; index < 300; index++) await world.wrote(String(447_700_900_000 + index), 23 * HOUR)
      await expect.poll(() => rows.first().innerText()).toContain('+44 770 090 0300')
      const seconds = (performance.now() - since) / 1000
      expect((world.asked.get('/threads') ?? 0) - before).toBeLessThanOrEqual(2 * (Math.ceil(seconds) + 1))
      await close()
    }))
})

describe('limits and restrictions', () => {
  it('stand above the threads, with how far they are used and the time left', () =>
    withWorld(async (world) => {
      await world.wrote('491701234567', 5 * HOUR)
      const { page, faults, close } = await openBoard(browser, world)
      await page.locator('a.thread').waitFor()
      expect(await page.locator('.strip').isHidden()).toBe(true)
      const at = world.clock.now - HOUR
      await world.record(
        { type: 'messaging-limit-changed', id: 'l1', at, account, limit: 250 },
        { type: 'throughput-changed', id: 't1', at, account, phoneNumberId, perSecond: 1000 },
        {
          type: 'account-restricted',
          id: 'r1',
          at,
          account,
          restriction: 'replies',
          until: world.clock.now + 2 * HOUR + 30 * MINUTE,
        },
      )
      await page.getByText('0 of 250 new customers in 24 hours').waitFor()
      await page.getByText('1000 messages a second').waitFor()
      await page.getByText(/no replies, 2 h (29|30) min left/).waitFor()
      expect(await axeProblems(page)).toEqual([])
      expect(await overflow(page)).toBe(0)
      expect(faults).toEqual([])
      await close()
    }))
})
