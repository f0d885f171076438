import { describe, expect, test } from 'vitest'
import { exhaust } from '../src/exhaustive/exhaust.ts'
import type { Reply, Request, Subject } from '../src/index.ts'
import { coreSubject } from './support/core-subject.ts'

/** How many traces there are of one and of two happenings. */
const upToTwo = 337

describe('the engine agrees with the reading copy', () => {
  test.each(['2026-10-01', '2025-07-01', '2023-06-01', '2022-02-01', 'auto'] as const)(
    'on every trace of two happenings under %s',
    async (rulebook) => {
      const found = await exhaust(coreSubject, { depth: 2, rulebook })
      expect(found).toEqual({ traces: upToTwo, isComplete: true, disagreement: null })
    },
  )
})

/** The right engine, its replies spoiled. */
const spoiled = (spoil: (request: Request, reply: Reply) => Reply): Subject => ({
  name: 'spoiled',
  answer: (requests) => {
    const replies = coreSubject.answer(requests)
    return requests.map((request, index) => spoil(request, replies[index] ?? { ok: false }))
  },
})

describe('a wrong engine is found out', () => {
  test('one that loses the window a millisecond early, by the shortest trace', async () => {
    const wrong = spoiled((request, reply) => {
      if (request.op !== 'view') return reply
      const closing = JSON.stringify({ closesAt: new Date(Date.parse(request.at) + 1) }).slice(1, -1)
      return JSON.stringify(reply['serviceWindow']).includes(closing)
        ? { ...reply, serviceWindow: null }
        : reply
    })
    const { disagreement, isComplete } = await exhaust(wrong, { depth: 2 })
    expect(isComplete).toBe(false)
    expect(disagreement?.events.map(({ type }) => type)).toEqual(['customer-messaged'])
    expect(disagreement?.request.op).toBe('view')
  })

  test('one that still counts a message that failed', async () => {
    const wrong: Subject = {
      name: 'believes in all',
      answer: (requests) =>
        coreSubject.answer(
          requests.map((request) =>
            request.op === 'absorb'
              ? { ...request, events: request.events.filter((event) => event['status'] !== 'failed') }
              : request,
          ),
        ),
    }
    const { disagreement } = await exhaust(wrong, { depth: 2 })
    expect(disagreement?.events).toHaveLength(2)
  })

  test('one that says nothing', async () => {
    const silent: Subject = { name: 'silent', answer: () => [] }
    expect((await exhaust(silent, { depth: 1 })).disagreement).not.toBe(null)
  })
})

test('it stops when it is told to, and says how far it came', async () => {
  const progress: number[] = []
  const found = await exhaust(coreSubject, {
    depth: 2,
    until: () => progress.length === 2,
    onProgress: (traces) => progress.push(traces),
  })
  expect(found).toEqual({ traces: progress.at(-1), isComplete: false, disagreement: null })
  expect(progress).toHaveLength(2)
})
