import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  engine,
  type JudgedMessage,
  type MessageStatus,
  type ReportedConversation,
  type ReportedPricing,
  type History,
  type ThreadEvent,
} from '../src/index.ts'
import { key, origin } from './support/names.ts'

const told = (
  status: MessageStatus['status'],
  hour: number,
  more: Partial<MessageStatus> = {},
): ThreadEvent => ({
  type: 'message-status',
  id: `m/${status}`,
  message: 'm',
  status,
  at: origin + hour * HOUR,
  ...key,
  ...more,
})
const says = (hour: number): ThreadEvent => ({
  type: 'customer-messaged',
  id: `c${hour}`,
  at: origin + hour * HOUR,
  kind: 'text',
  ...key,
})
const story = (...events: readonly ThreadEvent[]): History => engine().history(events)
const message = (...events: readonly ThreadEvent[]): JudgedMessage | undefined => story(...events).messages[0]

describe('what two statuses say of the pricing (POS-16)', () => {
  const said: ReportedPricing = { model: 'PMP', category: 'utility' }
  const fully: ReportedPricing = { ...said, type: 'regular', subtype: 'paid_exempt', billable: true }

  test.each<[string, ReportedPricing, ReportedPricing, boolean]>([
    ['the same', fully, fully, false],
    ['another model', said, { ...said, model: 'CBP' }, true],
    ['another category', said, { ...said, category: 'marketing' }, true],
    ['another type', fully, { ...fully, type: 'free_entry_point' }, true],
    ['another subtype', fully, { ...fully, subtype: 'paid' }, true],
    ['another word on whether it is billed', fully, { ...fully, billable: false }, true],
    ['that it is billed after all', { ...fully, billable: false }, fully, true],
    ['more than before', said, fully, false],
    ['less than before', fully, said, false],
  ])('%s: contradicts it or not', (_what, first, then, isContradicted) => {
    const found = message(told('sent', 1, { pricing: first }), told('delivered', 2, { pricing: then }))
    expect(found?.isPricingContradicted).toBe(isContradicted)
    expect(found?.pricing).toEqual({ ...first, ...then })
  })

  test('said once is no contradiction', () => {
    expect(message(told('sent', 1, { pricing: fully }))).toMatchObject({
      isPricingContradicted: false,
      pricing: fully,
    })
  })

  test('said of the conversation is put together, the later word on each part', () => {
    const first: ReportedConversation = { id: 'a', origin: 'utility' }
    const then: ReportedConversation = { id: 'b', expiresAt: origin + DAY }
    expect(
      message(told('sent', 1, { conversation: first }), told('delivered', 2, { conversation: then })),
    ).toMatchObject({ reportedConversation: { id: 'b', origin: 'utility', expiresAt: origin + DAY } })
    expect(message(told('sent', 1, { conversation: first }))?.reportedConversation).toEqual(first)
  })

  test.each([
    [0, false],
    [1_000, false],
    [60_000, false],
    [60_001, true],
    [-1_000, false],
  ])('an end %i ms after the status that tells it is believed: %s (POS-46)', (after, isBelieved) => {
    const expiresAt = origin + 2 * HOUR + after
    const earlier = { id: 'a', expiresAt: origin + DAY }
    const reported = message(
      told('sent', 1, { conversation: earlier }),
      told('delivered', 2, { conversation: { id: 'a', expiresAt } }),
    )?.reportedConversation
    expect(reported).toEqual(isBelieved ? { id: 'a', expiresAt } : earlier)
  })
})

describe('a message that is known by its statuses only, priced by its conversation', () => {
  const pricing: ReportedPricing = { model: 'CBP', category: 'utility' }
  const opened = ({ conversations, standing }: History): readonly unknown[] => [
    conversations.map(({ initiatedBy }) => initiatedBy),
    standing.latestTemplate,
  ]

  test('was a template where the customer service window was closed (CSW-3)', () => {
    expect(opened(story(told('sent', 1, { pricing })))).toEqual([['business'], origin + HOUR])
  })

  test('may have been any message where the window was open', () => {
    expect(opened(story(says(0), told('sent', 1, { pricing })))).toEqual([['user'], null])
  })

  test('is not told to be a template where nothing is said of its price', () => {
    expect(opened(story(told('sent', 1)))).toEqual([[], null])
  })
})

describe('what a message found when it was sent', () => {
  const sent = (hour: number): ThreadEvent => ({
    type: 'business-messaged',
    id: 'm',
    at: origin + hour * HOUR,
    content: { kind: 'service' },
    ...key,
  })
  const found = (...events: readonly ThreadEvent[]): readonly unknown[] => {
    const judged = message(...events)
    const opened = judged?.conversation?.openedAt ?? null
    return [judged?.opener, judged?.insideWindow, opened]
  }

  test.each<[string, readonly ThreadEvent[], readonly unknown[]]>([
    ['nobody had written', [sent(0)], [null, false, null]],
    ['the customer writes at that instant', [says(0), sent(0)], [origin, true, origin]],
    ['the customer wrote before', [says(0), sent(1)], [origin, true, origin]],
    ['window and conversation are open to the last', [says(0), sent(23.999)], [origin, true, origin]],
    ['both have closed at that instant', [says(0), sent(24)], [origin, false, null]],
    ['the customer writes later', [says(0), sent(1), says(2)], [origin, true, origin]],
  ])('%s', (_what, events, expected) => {
    expect(found(...events)).toEqual(expected)
  })
})
