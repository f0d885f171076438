import { describe, expect, test } from 'vitest'
import { HOUR, fromIso, rulebooks, settings, toIso, type LocalDate, type ThreadEvent } from '../src/index.ts'
import { isClauseId } from '../src/clauses.ts'
import { opensServiceWindow } from '../src/store.ts'
import { localDate, offsetMinutes, startOfLocalDay } from '../src/time.ts'
import { key } from './support/names.ts'
import { engineOf } from './support/engine-of.ts'

const at = (iso: string): number => {
  const instant = fromIso(iso)
  if (instant === null) throw new Error(iso)
  return instant
}

describe('a rulebook is in force from midnight in the account’s time zone', () => {
  // zone, the last instant of the old rulebook, what was in force then, and from the next millisecond on
  test.each([
    ['UTC', '2026-09-30T23:59:59.999Z', '2026-09-28', '2026-10-01'],
    ['America/Los_Angeles', '2026-10-01T06:59:59.999Z', '2026-09-28', '2026-10-01'],
    ['Asia/Kolkata', '2026-09-30T18:29:59.999Z', '2026-09-28', '2026-10-01'],
    ['Pacific/Kiritimati', '2026-09-30T09:59:59.999Z', '2026-09-28', '2026-10-01'],
    ['Europe/Berlin', '2025-06-30T21:59:59.999Z', '2024-11-01', '2025-07-01'],
    ['America/New_York', '2024-11-01T03:59:59.999Z', '2023-06-01', '2024-11-01'],
    ['America/Sao_Paulo', '2023-06-01T02:59:59.999Z', '2023-03-01', '2023-06-01'],
    ['UTC', '2023-02-28T23:59:59.999Z', '2022-02-01', '2023-03-01'],
    ['UTC', '2022-01-31T23:59:59.999Z', '2022-02-01', '2022-02-01'],
  ])('%s: after %s comes %s → %s', (timeZone, last, before, after) => {
    const { rulesAt } = engineOf({ timeZone })
    expect([rulesAt(at(last)).id, rulesAt(at(last) + 1).id]).toEqual([before, after])
  })

  test('a named rulebook holds always', () => {
    const { rulesAt } = engineOf({ rulebook: '2023-03-01' })
    expect([rulesAt(at('2010-01-01T00:00:00Z')).id, rulesAt(at('2030-01-01T00:00:00Z')).id]).toEqual([
      '2023-03-01',
      '2023-03-01',
    ])
  })

  test('ids are dates, in order, and every clause they cite exists', () => {
    const ids = rulebooks.map(({ id }) => id)
    expect(ids).toEqual([...ids].sort())
    for (const book of rulebooks) {
      expect(book.summary).not.toBe('')
      for (const id of book.clauses) expect(isClauseId(id)).toBe(true)
    }
  })
})

describe('what opens the customer service window', () => {
  const event = (type: string, kind: string, iso: string): ThreadEvent => {
    const base = { id: 'x', at: at(iso), ...key }
    switch (type) {
      case 'call':
        return { type: 'customer-called', ...base }
      case 'accepted':
        return { type: 'business-call-accepted', ...base }
      case 'stop':
        return { type: 'marketing-preference', value: 'stop', ...base }
      case 'renamed':
        return { type: 'customer-renamed', previous: key.customer, current: 'y', ...base }
      case 'template':
        return {
          type: 'business-messaged',
          content: { kind: 'template', name: 'a', language: 'en' },
          ...base,
        }
      case 'read':
        return { type: 'message-status', message: 'm', status: 'read', ...base }
      default:
        return { type: 'customer-messaged', kind, ...base }
    }
  }

  // event, message type, when, opens, because
  test.each([
    ['message', 'text', '2022-03-01T00:00:00Z', true, 'CSW-1'],
    ['message', 'audio', '2026-11-01T00:00:00Z', true, 'CSW-1'],
    ['message', 'button', '2026-11-01T00:00:00Z', true, 'CSW-1'],
    ['message', 'interactive', '2026-11-01T00:00:00Z', true, 'CSW-1'],
    ['message', 'order', '2026-11-01T00:00:00Z', true, 'CSW-1'],
    ['message', 'reaction', '2026-11-01T00:00:00Z', false, 'POS-3'],
    ['message', 'reaction-removed', '2026-11-01T00:00:00Z', false, 'POS-3'],
    ['message', 'edit', '2026-11-01T00:00:00Z', false, 'POS-4'],
    ['message', 'revoke', '2026-11-01T00:00:00Z', false, 'POS-4'],
    ['message', 'unsupported', '2026-11-01T00:00:00Z', true, 'POS-4'],
    ['message', 'poll_vote', '2026-11-01T00:00:00Z', true, 'POS-4'],
    ['message', 'request_welcome', '2026-01-01T00:00:00Z', false, 'POS-4'],
    ['message', 'system', '2026-11-01T00:00:00Z', false, 'CSW-E11'],
    ['call', '', '2025-07-14T23:59:59.999Z', false, 'CSW-2'],
    ['call', '', '2025-07-15T00:00:00Z', true, 'CSW-2'],
    ['accepted', '', '2025-07-14T23:59:59.999Z', false, 'CSW-2'],
    ['accepted', '', '2025-07-15T00:00:00Z', true, 'CSW-2'],
    ['template', '', '2026-11-01T00:00:00Z', false, 'CSW-4'],
    ['read', '', '2026-11-01T00:00:00Z', false, 'CSW-4'],
    ['stop', '', '2026-11-01T00:00:00Z', false, 'LIM-14'],
    ['renamed', '', '2026-11-01T00:00:00Z', false, 'CSW-E11'],
  ])('%s %s at %s: %s (%s)', (type, kind, iso, opens, because) => {
    const { rulesAt } = engineOf({})
    const happened = event(type, kind, iso)
    expect(opensServiceWindow(happened, rulesAt(happened.at))).toEqual({ opens, because: [because] })
  })

  test('what Meta leaves open follows the overrides', () => {
    const { rulesAt } = engineOf({ overrides: { reactionOpensWindow: true, unsupportedOpensWindow: false } })
    const opens = (kind: string): boolean => {
      const happened = event('message', kind, '2026-11-01T00:00:00Z')
      return opensServiceWindow(happened, rulesAt(happened.at)).opens
    }
    expect(['reaction', 'reaction-removed', 'unsupported', 'poll_vote', 'text'].map(opens)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ])
  })
})

describe('settings', () => {
  test.each([
    [{ timeZone: 'Mars/Olympus' }, 'unknown time zone `Mars/Olympus`; name one like Europe/Paris'],
    [{ rulebook: '2024-01-01' }, 'unknown rulebook `2024-01-01`'],
    [{ horizonHours: 0 }, 'horizonHours must be at least a second'],
    [{ horizonHours: Number.NaN }, 'horizonHours must be at least a second'],
    [
      { overrides: { safetyMarginSeconds: -1 } },
      'safetyMarginSeconds must be a whole number from 0 to 86399',
    ],
    [{ overrides: { safetyMarginSeconds: Number.NaN } }, 'safetyMarginSeconds must be a whole number'],
    [{ overrides: JSON.parse('{"reactionOpensWindow":"yes"}') }, 'reactionOpensWindow must be true or false'],
    [{ overrides: JSON.parse('{"serviceWindowHours":48}') }, 'unknown override `serviceWindowHours`'],
  ])('%o is refused', (input, reason) => {
    expect(settings(input)).toMatchObject({ left: [{ reason: expect.stringContaining(reason) }] })
  })
})

describe('time zones', () => {
  test.each<[LocalDate, string, string]>([
    ['2026-10-01', 'America/Los_Angeles', '2026-10-01T07:00:00.000Z'],
    ['2026-10-01', 'Asia/Kathmandu', '2026-09-30T18:15:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    // Chile's clocks skip midnight on this day: it begins at one o'clock.
    ['2025-09-07', 'America/Santiago', '2025-09-07T04:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['2026-01-01', 'Pacific/Pago_Pago', '2026-01-01T11:00:00.000Z'],
  ])('%s in %s begins at %s', (date, timeZone, begins) => {
    const start = startOfLocalDay(date, timeZone)
    expect(toIso(start)).toBe(begins)
    expect([localDate(start, timeZone), localDate(start - 1, timeZone) < date]).toEqual([date, true])
  })

  test.each([
    ['Europe/Paris', '2026-07-01T00:00:00Z', 120],
    ['Europe/Paris', '2026-12-01T00:00:00Z', 60],
    ['America/St_Johns', '2026-12-01T00:00:00Z', -210],
    ['UTC', '2026-12-01T00:00:30Z', 0],
  ])('%s at %s is %i minutes ahead', (timeZone, iso, minutes) => {
    expect(offsetMinutes(at(iso), timeZone)).toBe(minutes)
  })
})

describe('free entry points', () => {
  // rulebook, hours from click to reply, delivery after reply in hours (null: none), open for how many hours
  test.each([
    ['2022-02-01', 1, 0, 24],
    ['2023-03-01', 1, 0, 72],
    ['2023-06-01', 1, 0, 72],
    ['2023-06-01', 1, 2, 72],
    ['2023-06-01', 1, null, null],
    ['2025-07-01', 1, null, 72],
    ['2026-10-01', 23.99, null, 72],
    ['2026-10-01', 24, null, null],
  ])(
    'under %s, answered after %d h and delivered %s h later: open %s h',
    (rulebook, reply, delivery, open) => {
      const clicked = at('2026-11-01T00:00:00Z')
      const sentAt = clicked + reply * HOUR
      const events: ThreadEvent[] = [
        {
          type: 'customer-messaged',
          id: 'c',
          at: clicked,
          kind: 'text',
          entryPoint: { source: 'ad' },
          ...key,
        },
        {
          type: 'business-messaged',
          id: 'm',
          at: sentAt,
          content: { kind: 'template', name: 'a', language: 'en' },
          ...key,
        },
      ]
      if (delivery !== null)
        events.push({
          type: 'message-status',
          id: 'm/delivered',
          message: 'm',
          status: 'delivered',
          at: sentAt + delivery * HOUR,
          ...key,
        })
      const [entryPoint] = engineOf({ rulebook }).history(events).entryPoints
      const hours =
        entryPoint?.opensAt == null || entryPoint.closesAt === null
          ? null
          : (entryPoint.closesAt - entryPoint.opensAt) / HOUR
      expect(hours).toBe(open)
      if (hours !== null)
        expect(entryPoint?.opensAt).toBe(sentAt + (rulebook < '2025' ? (delivery ?? 0) * HOUR : 0))
    },
  )
})
