import { describe, expect, test } from 'vitest'
import { HOUR, engine, explain, isRight, isWindowRefusal, type Answer, type Instant } from '../src/index.ts'
import { clauses } from '../src/clauses.ts'
import { emptyThread } from '../src/store.ts'
import { key, origin } from './support/names.ts'

const askAt = (at: Instant, closedByMeta: Instant | null): Answer => {
  const { thread: subject } = engine()
  const spoken = subject.absorb(emptyThread, {
    type: 'customer-messaged',
    id: 'c1',
    at: origin,
    kind: 'text',
    ...key,
  }).thread

  return subject.ask(spoken, { kind: 'service' }, at, { closedByMeta })
}

describe('WhatsApp refused a message although the window is open (CSW-5)', () => {
  test.each([
    ['never', null, true],
    ['at that instant', origin + 2 * HOUR, false],
    ['before', origin + HOUR, false],
    ['as the customer spoke', origin, false],
    ['before the customer spoke', origin - 1, true],
    ['later than is asked', origin + 2 * HOUR + 1, true],
  ])('%s', (_when, closedByMeta, isAllowed) => {
    expect(isRight(askAt(origin + 2 * HOUR, closedByMeta))).toBe(isAllowed)
  })

  test('the refusal says so and names what to do', () => {
    const answer = askAt(origin + 2 * HOUR, origin + HOUR)
    if (isRight(answer) || answer.left.answer !== 'refused') return expect.unreachable()
    expect(answer.left.reasons).toEqual([
      {
        code: 'service-window-closed',
        because: ['G6', 'CSW-3', 'CSW-5'],
        openedAt: origin,
        closedAt: origin + HOUR,
      },
    ])
    expect(answer.left.remedies.map((remedy) => remedy.do)).toEqual(['send-template', 'wait-for-customer'])
    expect(explain(answer)).toContain('WhatsApp refused a message')
    expect('CSW-5' in clauses).toBe(true)
  })

  test('once the window is over, its own end is the reason', () => {
    const answer = askAt(origin + 24 * HOUR, origin + 24 * HOUR)
    if (isRight(answer) || answer.left.answer !== 'refused') return expect.unreachable()
    expect(answer.left.reasons[0]).toMatchObject({
      closedAt: origin + 24 * HOUR,
      because: ['G6', 'CSW-3', 'POS-1'],
    })
  })
})

test.each([
  [131047, true],
  [470, true],
  [131026, false],
  [0, false],
  [null, false],
])('error %s says that the window is closed: %s', (code, isClosed) => {
  expect(isWindowRefusal(code)).toBe(isClosed)
})
