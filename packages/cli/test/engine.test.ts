import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bakeryLines } from './support/bakery.ts'
import { day, messaged, sent, status } from './support/events.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { run } from './support/run.ts'
import { absorb, ask, last, talk, view, written } from './support/talk.ts'

describe('each op is answered as the protocol says:', () => {
  test('reset', async () => {
    const [answer] = await talk([
      { op: 'reset', rulebook: 'auto', timeZone: 'America/Los_Angeles', horizonHours: 192 },
    ])
    expect(answer).toEqual({ ok: true, protocol: 2, rulebooks: expect.arrayContaining(['2022-02-01']) })
    expect(await last([absorb(messaged('a', day(9))), { op: 'reset' }, view(day(9))])).toMatchObject({
      phase: 'closed',
      serviceWindow: null,
    })
  })

  test('absorb', async () => {
    const events = [messaged('a', day(9)), messaged('a', day(9)), sent('b', day(9))]
    expect(
      await talk([{ op: 'absorb', events }, absorb(messaged('c', day(28))), absorb(messaged('d', day(10)))]),
    ).toEqual([
      { ok: true, absorbed: 2, duplicates: 1, late: 0 },
      { ok: true, absorbed: 1, duplicates: 0, late: 0 },
      { ok: true, absorbed: 0, duplicates: 0, late: 1 },
    ])
  })

  test('webhook', async () => {
    const [body, vote] = [bakeryLines[3] ?? '', bakeryLines.find((line) => line.includes('poll_vote')) ?? '']
    expect(
      await talk([
        `{"op":"webhook","body":${body}}`,
        `{"op":"webhook","body":${vote}}`,
        { op: 'webhook', body: 7 },
      ]),
    ).toEqual([
      { ok: true, events: 1, unread: [] },
      {
        ok: true,
        events: 1,
        unread: [{ path: '$.entry[0].changes[0].value.messages[0]', reason: expect.anything() }],
      },
      { ok: true, events: 0, unread: [{ path: '$', reason: expect.anything() }] },
    ])
  })

  test('view', async () => {
    const opensAt = day(9)
    const closesAt = day(10)
    const open = { initiatedBy: 'user', openedAt: opensAt, startedAt: null, closesAt }
    const lines = [absorb(messaged('a', opensAt)), view(opensAt), view(closesAt), view(day(8))]
    expect(await talk(lines)).toMatchObject([
      { ok: true },
      { ok: true, phase: 'open', serviceWindow: { opensAt, closesAt }, conversation: open, entryPoint: null },
      { ok: true, phase: 'closed', serviceWindow: null, conversation: null },
      { ok: true, phase: 'closed', serviceWindow: null, conversation: null },
    ])
    const keys = ['ok', 'phase', 'serviceWindow', 'conversation', 'entryPoint', 'rulebook']
    expect(Object.keys((await last(lines)) ?? {})).toEqual(expect.arrayContaining(keys))
  })

  test('ask', async () => {
    const lines = [absorb(messaged('a', day(9))), ask(day(10, '08:59:59.999')), ask(day(10))]
    expect(await talk(lines)).toMatchObject([
      { ok: true },
      {
        ok: true,
        answer: 'allowed',
        validUntil: day(10),
        because: expect.arrayContaining([expect.any(String)]),
      },
      {
        ok: true,
        answer: 'refused',
        reasons: [{ code: 'service-window-closed' }],
        remedies: expect.any(Array),
      },
    ])
    expect(
      await last([absorb(messaged('a', day(9))), ask(day(20), { kind: 'template', name: 't' })]),
    ).toMatchObject({
      answer: 'allowed',
    })
  })
})

describe('answers come', () => {
  const lines = [absorb(messaged('a', day(9))), '}', view(day(9)), { op: '?' }, ask(day(9))]
  const oks = [true, false, true, false, true]

  test('one a line, in the order of the lines', async () => {
    expect((await talk(lines)).map(({ ok }) => ok)).toEqual(oks)
  })

  test('however the bytes are cut, with or without line end at the end', async () => {
    const whole = await run(['engine'], { stdin: written(lines) })
    const stdin = [...Buffer.from(`${written(lines)}\r\n`)].map((byte) => Buffer.from([byte]))
    expect((await run(['engine'], { stdin })).stdout).toBe(whole.stdout)
  })

  test('for nothing: none', async () => {
    expect(await talk([], '')).toEqual([])
  })
})

test('events in any order, any number of times, give the same answers', async () => {
  const template = { content: { kind: 'template', name: 't', language: 'fr', category: 'marketing' } }
  const events = [
    messaged('a', day(9)),
    sent('b', day(9, '10:00:00.000')),
    status('b', 'delivered', day(9, '10:00:02.000')),
    messaged('c', day(10, '08:00:00.000')),
    sent('d', day(11, '07:00:00.000')),
    status('d', 'failed', day(11, '09:30:00.000'), { errorCode: 131000 }),
    sent('e', day(12), template),
    status('e', 'delivered', day(12, '10:00:00.000'), { pricing: { model: 'PMP', category: 'marketing' } }),
    messaged('f', day(12, '12:00:00.000'), { entryPoint: { source: 'ad', id: '1' } }),
  ]
  const questions = [9, 10, 11, 12, 13].flatMap((n) => [
    view(day(n)),
    ask(day(n)),
    view(day(n, '12:00:00.000')),
  ])
  const expected = (await talk([{ op: 'absorb', events }, ...questions])).slice(1)
  await holdsLater(
    fc
      .array(fc.constantFrom(...events), { maxLength: 6 })
      .chain((again) =>
        fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }),
      ),
    async (order) => {
      const answers = await talk([...order.map(absorb), ...questions])
      expect(answers.slice(order.length)).toEqual(expected)
    },
  )
})

test('a blank line is no JSON object either, and gets its answer', async () => {
  expect(await talk(['', '{"op":"reset"}', '  '])).toMatchObject([
    { ok: false, error: { code: 'invalid-json' } },
    { ok: true },
    { ok: false, error: { code: 'invalid-json' } },
  ])
})
