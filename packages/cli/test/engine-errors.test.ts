import { describe, expect, test } from 'vitest'
import { longestText } from '../src/input/splitter.ts'
import { day, messaged, thread } from './support/events.ts'
import { absorb, ask, last, refused, talk, view, type Line } from './support/talk.ts'

describe('a line that makes no sense is answered, and changes nothing:', () => {
  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`

  test.each<[line: Line, code: string]>([
    ['{"op":', 'invalid-json'],
    ['null', 'invalid-json'],
    ['[]', 'invalid-json'],
    ['"reset"', 'invalid-json'],
    [deep(10_000), 'invalid-json'],
    [`{"op":${deep(10_000)}}`, 'unknown-op'],
    [{}, 'unknown-op'],
    [{ op: 'drop' }, 'unknown-op'],
    [{ op: '__proto__' }, 'unknown-op'],
    [{ op: 'reset', rulebook: '1999' }, 'invalid-argument'],
    [{ op: 'reset', timeZone: 'Mars' }, 'invalid-argument'],
    [{ op: 'reset', horizonHours: -1 }, 'invalid-argument'],
    [{ op: 'reset', horizonHours: '192' }, 'invalid-argument'],
    [{ op: 'absorb' }, 'invalid-argument'],
    [absorb({ type: 'customer-called' }), 'invalid-argument'],
    [
      { op: 'absorb', events: [messaged('z', day(9)), { ...messaged('y', day(9)), at: 'never' }] },
      'invalid-argument',
    ],
    [`{"op":"absorb","event":${deep(10_000)}}`, 'invalid-argument'],
    [{ op: 'webhook' }, 'invalid-argument'],
    [{ op: 'view', ...thread }, 'invalid-argument'],
    [{ op: 'view', ...thread, customer: 336, at: day(9) }, 'invalid-argument'],
    [ask(day(9), { kind: 'fax' }), 'invalid-argument'],
    [
      `{"op":"ask","phoneNumberId":"1","customer":"2","at":"${day(9)}","message":${deep(10_000)}}`,
      'invalid-argument',
    ],
  ])('%.60j', async (line, code) => {
    const before = [absorb(messaged('a', day(1))), absorb(messaged('b', day(5)))]
    const after = [view(day(9)), absorb(messaged('z', day(9))), ask(day(9))]
    const [expected, answers] = [await talk([...before, ...after]), await talk([...before, line, ...after])]
    expect(answers[2]).toEqual(refused(code))
    expect(answers.toSpliced(2, 1)).toEqual(expected)
  })

  test('an instant that is settled', async () => {
    const lines = [
      absorb(messaged('a', day(1))),
      absorb(messaged('b', day(12))),
      absorb(messaged('c', day(28))),
    ]
    for (const question of [view(day(2)), ask(day(2))])
      expect(await last([...lines, question])).toEqual(refused('too-old'))
    expect(await last([...lines, view(day(28))])).toMatchObject({ ok: true, phase: 'open' })
  })

  test('a line of more than 16 MB', async () => {
    const long = `{"op":"absorb","padding":"${'x'.repeat(longestText)}"}`
    expect(await talk([view(day(1)), long, view(day(2))])).toMatchObject([
      { ok: true },
      refused('invalid-json'),
      { ok: true },
    ])
  })
})
