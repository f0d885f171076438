import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { announce } from '../src/page/list/announce.ts'
import { essence, filters, lookupsOf, matches, passes, wantedThreads } from '../src/page/list/filter.ts'
import { keyOf } from '../src/page/model/thread.ts'
import { initialState, keysOf, troubledBy, want } from '../src/page/state.ts'
import { holds } from '../../core/test/support/check.ts'
import { anyThread, HOUR, noon, thread } from './support/threads.ts'

const all = { filter: 'all', phoneNumberId: null, search: '' } as const
const never = (): boolean => false

describe('the list', () => {
  it('shows every thread once when nothing is asked, and never one that does not pass', () => {
    holds([fc.array(anyThread), fc.constantFrom(...filters)], (threads, filter) => {
      const shown = wantedThreads(threads, { ...all, filter }, noon, never)
      const expected = threads.filter((one) => passes(filter, one, noon, never))
      return shown.length === expected.length && expected.every((one) => shown.includes(one))
    })
  })

  it.each([
    ['closing', { windowClosesAt: noon + HOUR }, true],
    ['closing', { windowClosesAt: noon + HOUR + 1 }, false],
    ['closing', { windowClosesAt: noon }, false],
    ['answer', { replyBy: noon + 1 }, true],
    ['answer', { replyBy: noon }, false],
    ['answer', {}, false],
    ['trouble', { closedByMeta: noon - 1 }, true],
    ['trouble', {}, false],
  ] as const)('%s lets %o through: %s', (filter, more, through) => {
    expect(passes(filter, thread(more), noon, never)).toBe(through)
  })

  it('has threads in trouble that a message of unknown outcome went to, by any id', () => {
    const intent = { phoneNumberId: '100', key: 'k', claimedAt: null, content: null, reason: null }
    const intents = [
      { ...intent, recipient: 'US.1', isUnknown: true },
      { ...intent, recipient: 'US.2', isUnknown: false },
    ]
    const troubled = troubledBy({ ...initialState, intents })
    expect([['US.1'], ['US.2'], []].map((aliases) => troubled(thread({ aliases })))).toEqual([
      true,
      false,
      false,
    ])
  })
})

describe('the search', () => {
  it('finds a thread by any part of any id, however it is written', () => {
    holds([anyThread, fc.nat(), fc.nat(), fc.constantFrom('', ' ', '+', '-')], (one, from, length, blank) => {
      const ids = [one.customer, one.phoneNumberId, ...one.aliases]
      const id = ids[from % ids.length] ?? ''
      const part = id.slice(from % id.length).slice(0, 1 + length)
      return matches(one, [...part].join(blank))
    })
  })

  it('finds nothing by what no id has', () => {
    expect(matches(thread(), '+49 170 123 4568')).toBe(false)
    expect(matches(thread(), '+49 (170) 1234-567')).toBe(true)
    expect(essence('+49 (170)-1')).toBe('491701')
  })

  it.each([
    [
      '+49 170 1',
      null,
      [
        ['1', '491701'],
        ['2', '491701'],
      ],
    ],
    ['us.1', '2', [['2', 'us.1']]],
    ['9/+49 1', null, [['9', '491']]],
    ['9/', null, []],
    ['/9', null, []],
    ['1/2/3', null, []],
    ['', null, []],
  ] as const)('looks %j up', (typed, chosen, keys) => {
    expect(lookupsOf(typed, chosen, ['1', '2'])).toEqual(
      keys.map(([phoneNumberId, customer]) => ({ phoneNumberId, customer })),
    )
  })

  it('begins at the top again', () => {
    const state = want({ ...initialState, room: 900, lookup: 'nothing' }, { search: 'x' })
    expect([state.room, state.lookup, state.wanted.search]).toEqual([50, null, 'x'])
  })

  it('names the thread of an event by each of its ids', () => {
    const one = thread({ aliases: ['US.1'] })
    expect(keysOf({ ...initialState, threads: [one] }, { phoneNumberId: '100', customer: 'US.1' })).toEqual([
      '100/US.1',
      keyOf(one),
    ])
  })
})

describe('what is said aloud', () => {
  const near = (customer: string, left: number) => thread({ customer, windowClosesAt: noon + left })

  it('is said once of each deadline, and only of the last ten minutes', () => {
    holds([fc.array(anyThread)], (threads) => {
      const first = announce(new Set(), threads, noon)
      const again = announce(first.announced, threads, noon + 1)
      const fresh = threads.some((one) => !first.announced.has(`${keyOf(one)} ${one.windowClosesAt}`))
      return again.say === null || fresh
    })
  })

  it('tells one by its number, and several by how many there are', () => {
    const one = announce(new Set(), [near('491701234567', 9 * 60_000), near('2', HOUR)], noon)
    expect(one.say).toBe('+49 170 123 4567 closes within 9 min.')
    const more = [near('491701234567', 8 * 60_000), near('a', 5 * 60_000), near('b', 6 * 60_000)]
    expect(announce(one.announced, more, noon).say).toBe('3 deadlines within 10 minutes. First a, in 5 min.')
    expect(announce(announce(one.announced, more, noon).announced, more, noon).say).toBeNull()
  })

  it('is said again of a window that was opened anew', () => {
    const first = announce(new Set(), [near('1', 60_000)], noon)
    expect(announce(first.announced, [near('1', 24 * HOUR)], noon + HOUR).say).toBeNull()
    expect(announce(first.announced, [near('1', 24 * HOUR)], noon + 24 * HOUR - 1).say).not.toBeNull()
  })
})
