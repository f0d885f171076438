import { describe, expect, test } from 'vitest'
import { scene, sceneHour, sceneStage } from '../src/index.ts'

const { start, ...key } = sceneStage

describe('a scene', () => {
  test('is a thread’s events, in the order of its words', () => {
    expect(scene('c0 s2 r3 t25 d2@2.5 x25@26')).toEqual([
      { type: 'customer-messaged', id: 'c0', at: start, kind: 'text', ...key },
      { type: 'business-messaged', id: 'm2', at: sceneHour(2), content: { kind: 'service' }, ...key },
      { type: 'business-messaged', id: 'm3', at: sceneHour(3), content: { kind: 'reaction' }, ...key },
      {
        type: 'business-messaged',
        id: 'm25',
        at: sceneHour(25),
        content: { kind: 'template', name: 'hi', language: 'en' },
        ...key,
      },
      {
        type: 'message-status',
        id: 'm2/delivered',
        message: 'm2',
        status: 'delivered',
        at: sceneHour(2.5),
        ...key,
      },
      {
        type: 'message-status',
        id: 'm25/failed',
        message: 'm25',
        status: 'failed',
        at: sceneHour(26),
        ...key,
      },
    ])
  })

  test('plays where it is told, and may be empty', () => {
    const stage = { phoneNumberId: '7', customer: 'US.1', start: 1_000_000 }
    expect(scene(' c1 ', stage)).toEqual([
      {
        type: 'customer-messaged',
        id: 'c1',
        at: 4_600_000,
        kind: 'text',
        phoneNumberId: '7',
        customer: 'US.1',
      },
    ])
    expect(scene('')).toEqual([])
  })

  test.each([
    ['c0 z5', '"z5" is no word of a scene; c0 the customer writes at hour 0'],
    ['c', '"c" is no word of a scene'],
    ['c0,s2', '"c0,s2" is no word of a scene'],
    ['s2@3', '"s2@3" is no word of a scene'],
    ['t0 x0', '"x0" is no word of a scene'],
    ['t0 x1@2', '"x1@2" names a message at hour 1, and the scene has none; add s1 or t1'],
    ['t5 s5', '"s5" is a second message with the id m5; give it another hour'],
  ])('%s is refused with the word and what is wrong with it', (words, said) => {
    expect(() => scene(words)).toThrow(TypeError)
    expect(() => scene(words)).toThrow(said)
  })
})
