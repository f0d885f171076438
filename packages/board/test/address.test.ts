import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf, keyIn, threadIn } from '../src/page/address.ts'
import { actionOf, keys, type Press } from '../src/page/keyboard.ts'
import { holds } from '../../core/test/support/check.ts'

const id = fc.string({ minLength: 1, unit: 'grapheme' })

describe('an address', () => {
  it('names the thread that it was made for', () => {
    holds([id, id], (phoneNumberId, customer) => {
      const found = threadIn(hashOf({ phoneNumberId, customer }))
      return found?.phoneNumberId === phoneNumberId && found.customer === customer
    })
  })

  it('can be read whatever it is', () => {
    holds([fc.string()], (hash) => {
      threadIn(`#/thread/${hash}`)
      return keyIn(hash) === null || hash.startsWith('#key=')
    })
  })

  it.each(['', '#', '#/thread/1', '#/thread//2', '#/thread/1/2/3', '#threads', '#key=x'])(
    '%j names no thread',
    (hash) => {
      expect(threadIn(hash)).toBeNull()
    },
  )

  it.each([
    ['#key=abc', 'abc'],
    ['#key=a%2Bb', 'a+b'],
    ['#key=100%', '100%'],
    ['#key=', null],
    ['#/key=abc', null],
  ])('%j hands over %j', (hash, key) => {
    expect(keyIn(hash)).toBe(key)
  })
})

describe('a key press', () => {
  const press: Press = { key: '/', hasModifier: false, isTyping: false, isInDialog: false }
  const anyPress = fc.record({
    key: fc.oneof(
      fc.constantFrom('/', 'j', 'k', '?', 'Home', 'End', 'Escape', 'ArrowDown', 'Enter'),
      fc.string(),
    ),
    hasModifier: fc.boolean(),
    isTyping: fc.boolean(),
    isInDialog: fc.boolean(),
  })

  it('with a modifier belongs to the browser, and while typing only Escape does not', () => {
    holds([anyPress], (one) => {
      const action = actionOf(one)
      if (one.hasModifier) return action === null
      return !one.isTyping || action === (one.key === 'Escape' && !one.isInDialog ? 'leave-search' : null)
    })
  })

  it('scrolls a dialog as ever, and j and k still move on', () => {
    const inside = (key: string) => actionOf({ ...press, key, isInDialog: true })
    expect(['j', 'k', 'ArrowDown', 'Home', 'End', '/', '?', 'Escape'].map(inside)).toEqual([
      'next',
      'previous',
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })

  it('does what the help says', () => {
    const told = keys.flatMap(([names]) => names).filter((name) => !['Enter', 'Esc'].includes(name))
    const pressed = told.map((name) =>
      actionOf({ ...press, key: name === '↓' ? 'ArrowDown' : name === '↑' ? 'ArrowUp' : name }),
    )
    expect(pressed).toEqual(['search', 'next', 'next', 'previous', 'previous', 'first', 'last', 'help'])
  })
})
