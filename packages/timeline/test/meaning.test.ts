import { describe, expect, test } from 'vitest'
import { MINUTE, type ThreadEvent } from '@guichet/core'
import { drawTimeline, type TimelineOptions } from '../src/index.ts'
import { at, engineIn, received, replied } from './scenes.ts'
import { allElements, readXml, textOf } from './well-formed.ts'

const textsIn = (events: readonly ThreadEvent[], element: string, options: Partial<TimelineOptions> = {}) =>
  allElements(readXml(drawTimeline(events, { engine: engineIn('UTC'), ...options })))
    .filter(({ name, attributes }) => name === element || attributes.get('class') === element)
    .map(textOf)

const legendOf = (events: readonly ThreadEvent[], options: Partial<TimelineOptions> = {}) =>
  textsIn(events, 'guichet-legend', options)

const failed = (message: ThreadEvent, errorCode: number): ThreadEvent => ({
  ...message,
  id: `${message.id}.failed`,
  at: message.at + MINUTE,
  type: 'message-status',
  message: message.id,
  status: 'failed',
  errorCode,
})

describe('what the marks say', () => {
  test.each([131047, 470])('error %i is a refusal outside the window', (code) => {
    const late = replied('2026-08-05T09:00:00Z')
    const events = [received('2026-08-03T07:00:00Z'), late, failed(late, code)]
    expect(legendOf(events)).toContain('refused: outside the window')
    expect(textsIn(events, 'title').join('\n')).toContain(
      `refused with error ${code}, because it was sent 2 days 2 hours after the customer's latest opening message`,
    )
  })

  test('a refusal inside the window is told apart', () => {
    const sent = replied('2026-08-03T09:00:00Z')
    const legend = legendOf([received('2026-08-03T07:00:00Z'), sent, failed(sent, 131047)])
    expect(legend).toContain('refused although the window was open')
  })

  test('a free-form message outside the window that was not refused is struck through', () => {
    const events = [received('2026-08-03T07:00:00Z'), replied('2026-08-05T09:00:00Z')]
    expect(legendOf(events)).toContain('sent outside the window, not refused')
    expect(
      legendOf([events[0] ?? received('2026-08-03T07:00:00Z'), replied('2026-08-03T09:00:00Z')]),
    ).not.toContain('sent outside the window, not refused')
  })

  test('any other error is a failure', () => {
    const sent = replied('2026-08-03T09:00:00Z')
    expect(legendOf([received('2026-08-03T07:00:00Z'), sent, failed(sent, 131026)])).toEqual([
      'customer message',
      'failed service message',
      'customer service window',
      'pending the first response',
    ])
  })

  test('a call opens the window only since the rules say so', () => {
    const call = (when: string): ThreadEvent => ({
      type: 'customer-called',
      id: 'call',
      at: at(when),
      phoneNumberId: '1',
      customer: '2',
    })
    expect(legendOf([call('2025-07-14T12:00:00Z')])).toEqual(['call that opens nothing'])
    expect(legendOf([call('2025-07-16T12:00:00Z')])).toContain('call')
  })

  test('a message known only from a status is drawn as unknown', () => {
    const status: ThreadEvent = {
      type: 'message-status',
      id: 's',
      message: 'm',
      status: 'delivered',
      at: at('2026-08-03T07:00:00Z'),
      phoneNumberId: '1',
      customer: '2',
    }
    expect(legendOf([status])).toEqual(['content unknown'])
  })

  test('marks in the same second are counted', () => {
    const events = Array.from({ length: 12 }, () => received('2026-08-03T07:00:00Z'))
    expect(textsIn(events, 'guichet-badge')).toEqual(['×12'])
  })
})

describe('what the options do', () => {
  const events = [received('2026-08-03T07:00:00Z'), replied('2026-08-03T12:00:00Z')]

  test('a period after the response shows no pending part', () => {
    expect(legendOf(events, { from: at('2026-08-03T11:00:00Z') })).toContain('pending the first response')
    expect(legendOf(events, { from: at('2026-08-03T12:30:00Z') })).toEqual([
      'customer service window',
      'user-initiated conversation',
    ])
  })

  test('a period in which nothing happened says so', () => {
    const period = { from: at('2026-09-01T00:00:00Z'), until: at('2026-09-02T00:00:00Z') }
    expect(textsIn(events, 'guichet-none', period)).toEqual(['Nothing happened in this period.'])
  })

  test('now is a line with its time, when it lies in the period', () => {
    expect(textsIn(events, 'guichet-now', { now: at('2026-08-03T13:30:00Z') })).toEqual(['now 13:30'])
    const until = at('2026-08-03T13:00:00Z')
    expect(textsIn(events, 'guichet-now', { now: at('2026-08-03T13:30:00Z'), until })).toEqual([])
  })
})
