import { describe, expect, test } from 'vitest'
import type { EventJson } from '../src/index.ts'
import {
  DAY,
  HOUR,
  after,
  answer,
  call,
  codes,
  failed,
  happens,
  noon,
  request,
  sends,
  utility,
  writes,
} from './support/version-2.ts'

describe('calls', () => {
  const permitted = (at: number, permission: 'temporary' | 'permanent' | 'none', until?: number): EventJson =>
    happens('call-permission-changed', at, {
      permission,
      source: 'profile',
      ...(until === undefined ? {} : { until: noon + until }),
    })
  const missed = (at: number): EventJson =>
    happens('call-ended', at, { direction: 'business', connected: false })
  const talked = (at: number, direction: 'user' | 'business' = 'business'): EventJson =>
    happens('call-ended', at, { direction, connected: true })
  const four = [1, 2, 3, 4].map((hour) => missed(hour * HOUR))

  test.each<[string, readonly EventJson[], number, string | null]>([
    ['nothing is known', [], 0, null],
    ['a temporary one', [permitted(0, 'temporary')], 7 * DAY - 1, null],
    ['a temporary one is over', [permitted(0, 'temporary')], 7 * DAY, after(7 * DAY)],
    ['until it is told', [permitted(0, 'temporary', HOUR)], HOUR, after(HOUR)],
    ['a permanent one', [permitted(0, 'permanent')], 7 * DAY, null],
    ['none', [permitted(5, 'none'), permitted(9, 'none')], 9, after(5)],
    ['taken back', [permitted(0, 'permanent'), permitted(9, 'none')], 9, after(9)],
    ['taken back when it was over', [permitted(0, 'temporary', 5), permitted(9, 'none')], 9, after(5)],
    ['three calls unanswered', [permitted(0, 'permanent'), ...four.slice(1)], 5 * HOUR, null],
    ['four calls unanswered', [permitted(0, 'permanent'), ...four], 4 * HOUR, after(4 * HOUR)],
    ['not in a row', [permitted(0, 'permanent'), ...four, talked(3.5 * HOUR, 'user')], 5 * HOUR, null],
    [
      'a new permission',
      [permitted(0, 'permanent'), ...four, permitted(5 * HOUR, 'temporary')],
      5 * HOUR,
      null,
    ],
    ...[
      [permitted(0, 'temporary', HOUR), permitted(0, 'temporary')],
      [permitted(0, 'permanent'), permitted(0, 'temporary', HOUR)],
    ].flatMap((twins): [string, readonly EventJson[], number, string][] => [
      ['the shorter of two of one instant', twins, HOUR, after(HOUR)],
      ['it, whichever is heard first', twins.toReversed(), HOUR, after(HOUR)],
    ]),
    ['none at the same instant', [permitted(0, 'permanent'), permitted(0, 'none')], 0, after(0)],
  ])('with permission: %s', (_, events, at, since) => {
    const reply = answer(events, call, at)
    expect(reply['reasons']).toEqual(since === null ? undefined : [{ code: 'call-not-permitted', since }])
    expect(reply['notKnown']).toEqual(['restrictions', ...(events.length === 0 ? ['call-permission'] : [])])
  })

  test('the remedy is to ask for permission, in the window without a template', () => {
    const none = permitted(0, 'none')
    expect(answer([none], call, 0)['remedies']).toEqual([{ do: 'ask-for-call-permission', by: 'template' }])
    expect(answer([none, writes(0)], call, 0)['remedies']).toEqual([
      { do: 'ask-for-call-permission', by: 'service' },
    ])
    const asked = happens('call-permission-requested', 0, { by: 'template' })
    expect(answer([none, asked], call, 0)['remedies']).toEqual([])
    expect(answer([permitted(0, 'temporary')], call, 0)).toMatchObject({
      charge: { unit: 'none', category: 'calling', type: 'not_charged' },
      validUntil: after(7 * DAY),
    })
  })

  test('five, ten or a hundred connect in a day', () => {
    const day = (date: number, count: number): string =>
      codes(
        [
          permitted(date - noon - DAY, 'permanent'),
          ...Array.from({ length: count }, (_, index) => talked(date - noon - 1000 + index)),
        ],
        call,
        date - noon,
      )
    expect([4, 5].map((count) => day(Date.UTC(2025, 9, 12), count))).toEqual([
      'allowed',
      'call-limit-reached',
    ])
    expect([9, 10].map((count) => day(Date.UTC(2025, 9, 13), count))).toEqual([
      'allowed',
      'call-limit-reached',
    ])
    expect([99, 100].map((count) => day(Date.UTC(2025, 11, 19), count))).toEqual([
      'allowed',
      'call-limit-reached',
    ])
  })

  test('numbers of some countries call nobody', () => {
    const of = (country: string): object => ({ phoneNumbers: { '100': { country } } })
    expect(['US', 'EG', 'TR', 'DE'].map((country) => codes([], call, 0, of(country)))).toEqual([
      'calls-not-offered',
      'calls-not-offered',
      'allowed',
      'allowed',
    ])
  })

  test('one request a day and two a week, forgotten at a call that was picked up', () => {
    const asked = (at: number, id = `r${at}`): EventJson =>
      happens('call-permission-requested', at, { by: 'template', id })
    const at = (events: readonly EventJson[], when: number): string =>
      codes(events, request('template'), when)
    expect(at([asked(0)], DAY - 1)).toBe('call-permission-requested-lately')
    expect(at([asked(0)], DAY)).toBe('allowed')
    expect(at([asked(0), asked(2 * DAY)], 7 * DAY - 1)).toBe('call-permission-requested-lately')
    expect(at([asked(0), asked(2 * DAY)], 7 * DAY)).toBe('allowed')
    expect(at([asked(0), talked(1, 'user')], 1)).toBe('allowed')
    expect(at([asked(1), talked(1, 'user')], 1)).toBe('call-permission-requested-lately')
    expect(at([sends(0, { id: 'r' }), asked(0, 'r'), failed('r', 5, 131026)], 5)).toBe('allowed')
    expect(at([sends(0, { id: 'r' }), asked(0, 'r'), failed('r', 5, 131026)], 4)).toBe(
      'call-permission-requested-lately',
    )
    expect(answer([asked(0), asked(2 * DAY)], request('template'), 3 * DAY - 1)).toMatchObject({
      reasons: [{ until: after(7 * DAY) }],
      remedies: [{ do: 'wait-until', at: after(7 * DAY) }],
    })
    expect(at([permitted(0, 'permanent')], 0)).toBe('call-permission-is-permanent')
    expect(codes([], request('service'), 0)).toBe('service-window-closed')
  })
})

describe('groups', () => {
  const group = { phoneNumberId: '100', customer: 'g' }
  const changed = (state: 'active' | 'suspended' | 'deleted', at: number): EventJson =>
    happens('group-changed', at, { phoneNumberId: '100', group: 'g', state })
  test.each<[string, readonly EventJson[], string]>([
    ['suspended', [changed('suspended', 0)], 'group-suspended'],
    ['deleted', [changed('deleted', 0)], 'group-suspended'],
    ['cleared', [changed('suspended', -5), changed('active', 0)], 'allowed'],
    ['both at once', [changed('active', 0), changed('suspended', 0)], 'group-suspended'],
  ])('%s', (_, events, expected) => {
    expect(codes(events, utility, 0, {}, group)).toBe(expected)
  })
})
