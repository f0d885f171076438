import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant, TemplateChanged } from '../src/index.ts'
import { registryOf, templatesAt, templatesFor } from '../src/store.ts'
import { holds } from './support/check.ts'

const day: Instant = Date.UTC(2026, 9, 20)

const change = (id: number, more: Partial<TemplateChanged>): TemplateChanged => ({
  type: 'template-changed',
  id: `template-${id}`,
  at: day,
  account: 'shop',
  name: 'hello',
  language: 'en',
  status: 'APPROVED',
  ...more,
})

describe('all templates at an instant', () => {
  it('stand by account, name and language, each as it was known then', () => {
    const registry = registryOf([
      change(1, { account: 'shop', name: 'order', language: 'fr', category: 'utility' }),
      change(2, { account: 'shop', name: 'hello' }),
      change(3, { account: 'shop', name: 'order', language: 'de', status: 'REJECTED' }),
      change(4, { account: 'bakery', name: 'offer' }),
      change(5, { at: day + 1, account: 'shop', name: 'order', language: 'fr', status: 'PAUSED' }),
    ])
    const told = (at: Instant): readonly unknown[] =>
      templatesAt(registry, at).map(({ account, name, language, status, category, since }) => [
        account,
        name,
        language,
        status,
        category,
        since,
      ])
    expect(told(day - 1)).toEqual([])
    expect(told(day)).toEqual([
      ['bakery', 'offer', 'en', 'APPROVED', null, day],
      ['shop', 'hello', 'en', 'APPROVED', null, day],
      ['shop', 'order', 'de', 'REJECTED', null, day],
      ['shop', 'order', 'fr', 'APPROVED', 'utility', day],
    ])
    expect(told(day + 1).at(-1)).toEqual(['shop', 'order', 'fr', 'PAUSED', 'utility', day + 1])
  })

  it('tell a template of no account as nobody’s', () => {
    const { account: _, ...general } = change(1, {})
    expect(templatesAt(registryOf([general]), day)).toEqual([
      { account: null, name: 'hello', language: 'en', status: 'APPROVED', category: null, since: day },
    ])
  })

  it('are those that the phone numbers of each account may use', () => {
    const changes = fc.array(
      fc.record({
        account: fc.constantFrom('shop', 'bakery'),
        name: fc.constantFrom('hello', 'order'),
        language: fc.constantFrom('en', 'en_US', 'en-US'),
        status: fc.constantFrom('APPROVED', 'PAUSED', 'ARCHIVED', 'UNARCHIVED'),
        at: fc.integer({ min: day, max: day + 3 }),
      }),
      { maxLength: 12 },
    )
    holds([changes, fc.integer({ min: day - 1, max: day + 4 })], (drawn, at) => {
      const registry = registryOf(drawn.map((more, id) => change(id, more)))
      // A phone number of an account that nothing is known of may use nothing.
      const byAccount = ['bakery', 'shop'].flatMap((account) =>
        templatesFor(registry, [account])
          .all(at)
          .map((template) => ({ account, ...template })),
      )
      return JSON.stringify(templatesAt(registry, at)) === JSON.stringify(byAccount)
    })
  })
})

describe('a template that several accounts have', () => {
  const changes = [
    change(1, { account: 'zoo', language: 'en_US', category: 'marketing' }),
    change(2, { account: 'bakery', language: 'EN-us', category: 'utility' }),
  ]

  it('is the first by its language as it is spelled, whichever account came first', () => {
    for (const heard of [changes, changes.toReversed()]) {
      const known = templatesFor(registryOf(heard), [])
      expect(known.named('hello', 'en_us', day).map(({ category }) => category)).toEqual([
        'utility',
        'marketing',
      ])
    }
  })

  it('is the first by account where it is spelled alike', () => {
    const alike = changes.map((one) => ({ ...one, language: 'en' }))
    for (const heard of [alike, alike.toReversed()]) {
      const known = templatesFor(registryOf(heard), [])
      expect(known.named('hello', 'en', day).map(({ category }) => category)).toEqual([
        'utility',
        'marketing',
      ])
    }
  })

  it('has the category of the first that says one', () => {
    const { category: _, ...silent } = change(1, { account: 'bakery' })
    const says = (account: string, category: string): TemplateChanged => change(2, { account, category })
    const categoryIn = (accounts: readonly string[]): string | null =>
      templatesFor(
        registryOf([silent, says('shop', 'utility'), says('zoo', 'marketing')]),
        accounts,
      ).categoryOf('hello', 'en', day)
    expect(categoryIn([])).toBe('utility')
    expect(categoryIn(['bakery', 'zoo'])).toBe('marketing')
    expect(categoryIn(['bakery'])).toBeNull()
  })

  it('is found in all of its languages by its name alone', () => {
    const more = [...changes, change(3, { language: 'fr' }), change(4, { name: 'other' })]
    for (const heard of [more, more.toReversed()]) {
      const known = templatesFor(registryOf(heard), [])
      const all = known.all(day).filter(({ name }) => name === 'hello')
      expect(all).toHaveLength(3)
      expect(known.named('hello', null, day)).toEqual(all)
      expect(known.named('hello', null, 0)).toEqual([])
      expect(known.named('none', null, day)).toEqual([])
    }
  })
})
