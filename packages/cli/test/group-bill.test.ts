import { describe, expect, test } from 'vitest'
import { cardOf } from './support/cards.ts'
import { messaged, pricing, sent, status, template, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { auditLines } from './support/report.ts'

/** Each participant of a group is charged for, at the rate of that participant's country (GRP-2, GRP-5, POS-48). */

const folder = temporaryFolder()
const group = { customer: '120363025246125486' }
const at = '2026-10-05T09:00:00.000Z'

const to = (participant: string, is: string): Record<string, unknown> => ({
  ...status('w', is, at, { ...group, participant }),
  id: `w/${is}/${participant}`,
})

const card = (): Promise<string> =>
  folder.file(
    'card.csv',
    cardOf(
      'France,utility,USD,2026-10-01,0,1,30000',
      'France,utility,USD,2026-10-01,1,,10',
      'India,utility,USD,2026-10-01,,,1400',
      'Other,utility,USD,2026-10-01,,,7000',
    ),
  )

const utility = sent('w', at, { ...group, ...template('news', 'utility') })
const french = ['33639980001', '33639980002', 'FR.3']

describe('a message to a group', () => {
  test('costs what each participant costs who gets it', async () => {
    const { charges } = (
      await auditLines(
        [utility, to('33639980001', 'delivered'), to('919800000001', 'read'), to('IN.2', 'failed')],
        '--rates',
        await card(),
      )
    ).report
    expect(charges).toMatchObject({ messages: 2, paid: 2, unpriced: 0, amount: 31_400 })
  })

  test('counts to no volume tier, and other messages none of its own', async () => {
    const alone = { ...thread, ...template('news', 'utility') }
    const { charges } = (
      await auditLines(
        [
          utility,
          ...french.map((one) => to(one, 'delivered')),
          sent('x', at, alone),
          status('x', 'delivered', at),
          sent('y', at, alone),
          status('y', 'delivered', at),
        ],
        '--rates',
        await card(),
      )
    ).report
    expect(charges).toMatchObject({ messages: 5, paid: 5, unpriced: 0, amount: 4 * 30_000 + 10 })
  })

  test('is compared with what Meta reports of each participant', async () => {
    const reported = (participant: string, type: string): object => ({
      ...to(participant, 'delivered'),
      ...pricing('group_utility', type),
    })
    const { findings } = (
      await auditLines([
        messaged('c', '2026-10-01T08:00:00.000Z', group),
        utility,
        reported('33639980001', 'regular'),
        reported('IN.2', 'free_group_customer_service'),
      ])
    ).report
    expect(findings).toMatchObject([{ code: 'meta-disagrees-on-charge', message: 'w' }])
    expect(findings[0]?.explanation).toContain('delivered to IN.2, a member of the group, at ')
  })

  test('is free for each of them in the window of the group', async () => {
    const service = sent('w', at, group)
    const written = messaged('c', '2026-10-05T08:00:00.000Z', group)
    const { charges } = (
      await auditLines(
        [written, service, ...french.map((one) => to(one, 'delivered'))],
        '--rates',
        await card(),
      )
    ).report
    expect(charges).toMatchObject({ messages: 3, paid: 0, amount: 0 })
  })
})
