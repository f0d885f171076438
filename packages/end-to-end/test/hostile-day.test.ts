import { faultNames } from '@guichet/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixedSeed, freshSeed } from '../../core/test/support/check.ts'
import { hostileDay, type HostileDay } from '../src/index.ts'

/** Nobody reads the list of templates on that day. */
const isOfLists = (fault: string): boolean => fault.startsWith('templates')

/** What rules refuse on a day of that size; larger days meet the cap on marketing and the pair rate, too. */
const foreseeable: readonly string[] = [
  'account-restricted',
  'template-paused',
  'marketing-not-delivered',
  'marketing-stopped',
  'messaging-limit-reached',
  'call-not-permitted',
  'call-permission-requested-lately',
  'call-permission-is-permanent',
  'customer-unknown',
  'service-window-closed',
]

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0)

describe.each([
  { seed: fixedSeed, customers: 200 },
  { seed: freshSeed, customers: 80 },
])('a hostile day of $customers customers, seed $seed', ({ seed, customers }) => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-hostile-day-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let day: HostileDay
  beforeAll(async () => {
    day = await hostileDay({ seed, customers, kills: 3, folder })
  })

  test('ends with the gateway and WhatsApp of one mind on every window, fate, charge and key', () => {
    expect(day.words).toEqual([])
    expect(day.disagreements).toBe(0)
    expect(day.windows.views).toBeGreaterThan(day.threads * 3)
    expect(sum(day.messages)).toBeGreaterThan(customers)
  })

  test('loses no webhook, though the gateway was killed three times in the midst of traffic', () => {
    expect(day.kills).toHaveLength(3)
    for (const { sendsUnderWay } of day.kills) expect(sendsUnderWay).toBeGreaterThan(0)
    expect(day.kills.filter(({ webhooksUnderWay }) => webhooksUnderWay > 0)).not.toEqual([])
    expect(day.webhooks.acknowledged).toBe(day.webhooks.journal)
    expect(day.webhooks.attempts).toBeGreaterThan(day.webhooks.acknowledged + day.webhooks.redelivered)
    expect(day.webhooks.givenUp).toBe(0)
    expect(day.exitCode).toBe(0)
  })

  test('refuses nothing that WhatsApp would have taken, and foresees what WhatsApp refuses', () => {
    const { foreseen, probed, agreed, inDoubt, underWay, heldBack } = day.refusals
    expect(sum(foreseen)).toBeGreaterThan(0)
    expect(sum(probed)).toBeGreaterThan(customers)
    expect(sum(agreed)).toBeGreaterThan(sum(heldBack))
    const met = new Set(
      [foreseen, probed, agreed, inDoubt, underWay, heldBack].flatMap((counts) => Object.keys(counts)),
    )
    if (seed === fixedSeed) expect([...met]).toEqual(expect.arrayContaining(foreseeable))
  })

  test('was hostile', () => {
    const { sends, charges, windows, webhooks } = day
    expect(sends.last['refused-by-rule']).toBeGreaterThan(0)
    expect(sends.resolved).toBeGreaterThan(0)
    expect(sends.byEcho).toBeGreaterThan(0)
    expect(sends.replayed).toBeGreaterThan(0)
    expect(sends.lost).toBeGreaterThan(0)
    expect(webhooks.redelivered).toBeGreaterThan(0)
    expect(day.messages['failed']).toBeGreaterThan(0)
    expect(sum(charges.before)).toBeGreaterThan(0)
    expect(sum(charges.after)).toBeGreaterThan(0)
    expect(windows.entryPoints).toBeGreaterThan(0)
    expect(windows.awaiting).toBeGreaterThan(0)
    expect(day.askedOverHttp).toBeGreaterThan(0)
    // A small day may have no send while the access token is refused.
    if (seed === fixedSeed) expect(day.logged['access token refused']).toBeGreaterThan(0)
    if (seed === fixedSeed) expect(day.handedOn).toBeGreaterThan(0)
    if (seed === fixedSeed) expect(day.clockSkew).toBeLessThan(0)
    if (seed === fixedSeed)
      for (const name of faultNames.filter((one) => !isOfLists(one)))
        expect([name, day.faults[name]]).not.toEqual([name, 0])
  })
})

test('a calm day: with every webhook in time nothing is refused that WhatsApp would have taken, but beside what is on its way', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-hostile-day-'))
  try {
    const day = await hostileDay({ seed: freshSeed, customers: 60, kills: 0, calm: true, folder })
    expect([freshSeed, day.words]).toEqual([freshSeed, []])
    const { inDoubt, heldBack } = day.refusals
    expect([freshSeed, inDoubt, heldBack]).toEqual([freshSeed, {}, {}])
    expect(sum(day.refusals.agreed)).toBeGreaterThan(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
