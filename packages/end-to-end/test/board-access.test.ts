import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from './support/board-chromium.ts'
import { axeProblems, openBoard, overflow, type Look } from './support/board-page.ts'
import { account, boardWorld, HOUR, MINUTE, phoneNumberId, type World } from './support/board-world.ts'

let browser: Browser
let world: World

/** A board with something of everything on it. */
beforeAll(async () => {
  browser = await launchChromium()
  world = await boardWorld()
  const { wrote, record, clock, sendIntoTheDark } = world
  await wrote('33639980001', 8 * MINUTE + 50_000)
  await wrote('447700900123', 45 * MINUTE, { phoneNumberId: '200' })
  await wrote('15550100234', 3 * HOUR + 50_000, { entryPoint: { source: 'ad' } })
  await wrote('491701234567', 5 * HOUR)
  await wrote('5511987654321', 9 * HOUR)
  await sendIntoTheDark('491701234567', 'order-4711')
  await record(
    {
      type: 'business-messaged',
      id: 'wamid.refused',
      at: clock.now - HOUR,
      phoneNumberId,
      customer: '5511987654321',
      content: { kind: 'service' },
    },
    {
      type: 'message-status',
      id: 'status',
      at: clock.now - HOUR + 1000,
      phoneNumberId,
      customer: '5511987654321',
      message: 'wamid.refused',
      status: 'failed',
      errorCode: 131_047,
    },
    ...['APPROVED', 'PAUSED', 'REJECTED'].map((status) => ({
      type: 'template-changed' as const,
      id: `template ${status}`,
      at: clock.now - HOUR,
      account,
      name: `template_${status.toLowerCase()}`,
      language: 'en_US',
      status,
      category: 'utility',
    })),
  )
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

const ready = async (page: Page): Promise<void> => {
  await page.getByText('Live').waitFor()
  await expect.poll(() => page.locator('a.thread').count()).toBe(5)
  await page.locator('a.thread .cost').first().getByText('free').waitFor()
}

const looks: readonly (readonly [string, Look])[] = [
  ['a desk by day', { colorScheme: 'light' }],
  ['a desk by night', { colorScheme: 'dark' }],
  ['a phone by day', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
  ['a phone by night', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
]

describe.each(looks)('on %s', (_name, look) => {
  it('axe finds nothing wrong with the list, a thread, the help, and nothing is cut off', async () => {
    const { page, faults, close } = await openBoard(browser, world, look)
    await ready(page)
    expect(await axeProblems(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await page.locator('a.thread').filter({ hasText: '+55 119' }).click()
    await page.locator('.refused').first().waitFor()
    await page.locator('.timeline img').waitFor()
    expect(await axeProblems(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    expect(await axeProblems(page)).toEqual([])
    expect(faults).toEqual([])
    await close()
  })
})

describe('with the keyboard alone', () => {
  it('one searches, goes through the list, opens, goes on, and closes', async () => {
    const { page, close } = await openBoard(browser, world)
    await ready(page)
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    const title = page.getByRole('dialog').getByRole('heading', { level: 2 })
    await page.keyboard.press('j')
    expect(await focused()).toContain('+33 639 980 001')
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toContain('+44 770 090 0123')
    await page.keyboard.press('k')
    await page.keyboard.press('k')
    expect(await focused()).toContain('+33 639 980 001')
    await page.keyboard.press('End')
    expect(await focused()).toContain('+55 119 876 543 21')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(() => title.innerText()).toBe('+33 639 980 001')
    await page.keyboard.press('j')
    await expect.poll(() => title.innerText()).toBe('+44 770 090 0123')
    expect(await page.getByRole('dialog').count()).toBe(1)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    // The browser goes back in its own time.
    await expect.poll(focused).toContain('+44 770 090 0123')
    await expect.poll(() => new URL(page.url()).hash).toBe('')
    await page.keyboard.press('/')
    await page.keyboard.type('4917?')
    expect(await page.getByRole('searchbox').inputValue()).toBe('4917?')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await expect.poll(() => title.innerText()).toBe('+49 170 123 4567')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await expect.poll(() => new URL(page.url()).hash).toBe('')
    await page.keyboard.press('/')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
    await close()
  })

  it('Tab reaches every control, and what has focus shows it', async () => {
    const { page, close } = await openBoard(browser, world)
    await ready(page)
    const wanted = await page
      .locator('a[href]:visible, button:visible, input:visible, select:visible')
      .count()
    const reached = new Set<string>()
    for (let step = 0; step < wanted + 10; step++) {
      await page.keyboard.press('Tab')
      const [name, outline] = await page.evaluate(() => {
        const one = document.activeElement
        if (one === null || one === document.body) return ['', 'body']
        return [
          `${one.tagName} ${one.textContent} ${one.getAttribute('href')}`,
          getComputedStyle(one).outlineStyle,
        ]
      })
      if (name !== '') reached.add(name ?? '')
      expect(outline, name).not.toBe('none')
    }
    expect(reached.size).toBeGreaterThanOrEqual(wanted)
    await close()
  })
})

describe('what is said aloud', () => {
  it('is which window is about to close, once', async () => {
    const { page, close } = await openBoard(browser, world)
    await ready(page)
    const aloud = page.locator('[aria-live=polite]')
    await expect.poll(() => aloud.innerText()).toBe('+33 639 980 001 closes within 8 min.')
    await close()
  })
})

describe('the theme', () => {
  it('follows the system until somebody chooses, and is remembered', async () => {
    const { page, close } = await openBoard(browser, world, { colorScheme: 'dark' })
    await ready(page)
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const night = await paper()
    await page.getByRole('button', { name: 'Theme: auto' }).click()
    const day = await paper()
    expect(day).not.toBe(night)
    await page.reload()
    await ready(page)
    expect(await paper()).toBe(day)
    await page.getByRole('button', { name: 'Theme: light' }).click()
    expect(await paper()).toBe(night)
    await close()
  })
})
