import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byDeadline, deadlineOf, isClosedByMeta, isWindowOpen, urgencyOf } from '../src/page/list/deadline.ts'
import { rowOf } from '../src/page/list/row.ts'
import { calendarOf } from '../src/page/words/time.ts'
import { holds } from '../../core/test/support/check.ts'
import { anyThread, HOUR, noon, thread } from './support/threads.ts'

const minute = 60_000

describe('a deadline', () => {
  it('lies ahead, and is the nearest of those that do', () => {
    holds([anyThread], (one) => {
      const deadline = deadlineOf(one, noon)
      const window = isClosedByMeta(one, noon) ? null : one.windowClosesAt
      const ahead = [window, one.replyBy].filter((at) => at !== null).filter((at) => at > noon)
      return ahead.length === 0 ? deadline === null : deadline?.at === Math.min(...ahead)
    })
  })

  it('has run out at its instant', () => {
    const one = thread({ windowClosesAt: noon })
    expect(deadlineOf(one, noon - 1)).toEqual({ what: 'window', at: noon })
    expect(deadlineOf(one, noon)).toBeNull()
    expect(deadlineOf(thread({ windowClosesAt: null, replyBy: noon }), noon)).toBeNull()
  })

  it('asks for an answer where window and entry point end together', () => {
    expect(deadlineOf(thread({ replyBy: noon + HOUR }), noon)?.what).toBe('answer')
  })

  it.each([
    [null, 'over'],
    [10 * minute, 'last-minutes'],
    [10 * minute + 1, 'soon'],
    [HOUR, 'soon'],
    [HOUR + 1, 'calm'],
  ] as const)('%s ahead is %s', (left, urgency) => {
    expect(urgencyOf(left === null ? null : { what: 'window', at: noon + left }, noon)).toBe(urgency)
  })

  it('sorts threads the same way, however they came', () => {
    holds(
      [fc.uniqueArray(anyThread, { selector: (one) => `${one.phoneNumberId} ${one.customer}` })],
      (threads) => {
        const sorted = threads.toSorted(byDeadline(noon))
        const again = threads.toReversed().toSorted(byDeadline(noon))
        const at = sorted.map((one) => deadlineOf(one, noon)?.at ?? Infinity)
        return (
          JSON.stringify(sorted) === JSON.stringify(again) &&
          at.every((one, index) => index === 0 || (at[index - 1] ?? 0) <= one)
        )
      },
    )
  })
})

describe('a window that WhatsApp closed', () => {
  it('is closed until the customer opens another', () => {
    const refused = thread({ closedByMeta: noon - minute })
    expect(isClosedByMeta(refused, noon)).toBe(true)
    expect(isWindowOpen(refused, noon)).toBe(false)
    expect(isClosedByMeta({ ...refused, windowClosesAt: noon + 24 * HOUR }, noon)).toBe(false)
  })

  it('is only ever one that our events call open', () => {
    holds([anyThread], (one) => !isClosedByMeta(one, noon) || (one.windowClosesAt ?? 0) > noon)
  })
})

describe('a line of the list', () => {
  const calendar = calendarOf('UTC')
  const line = (more: Parameters<typeof thread>[0], hasUnknownOutcome = false) =>
    rowOf({ thread: thread(more), answer: null, hasUnknownOutcome }, noon, calendar)

  it('says how much is left, in words and as a share of a day', () => {
    expect(line({ windowClosesAt: noon + 6 * HOUR })).toMatchObject({
      label: 'closes in',
      left: '6 h',
      share: 0.25,
      may: 'Anything until 18:00',
      notes: [],
    })
  })

  it('has a share from 0 to 1, whatever the thread', () => {
    holds([anyThread], (one) => {
      const { share } = rowOf({ thread: one, answer: null, hasUnknownOutcome: false }, noon, calendar)
      return share >= 0 && share <= 1
    })
  })

  it('says what an answer is worth', () => {
    expect(line({ windowClosesAt: noon + 2 * HOUR, replyBy: noon + 3 * HOUR }).notes).toEqual([
      { tone: 'answer', words: 'Answer within 3 h: 72 h free' },
    ])
    expect(line({ windowClosesAt: noon + 3 * HOUR, replyBy: noon + 3 * HOUR }).notes).toEqual([
      { tone: 'answer', words: 'Once answered: 72 h free' },
    ])
  })

  it('says what went wrong', () => {
    const { label, may, notes } = line({ closedByMeta: noon - minute }, true)
    expect([label, may, ...notes.map(({ words }) => words)]).toEqual([
      'closed',
      'Templates only',
      'Closed by WhatsApp 11:59',
      'Unknown outcome',
    ])
  })
})
