import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, type TemplateChanged } from '../src/index.ts'
import {
  emptyRegistry,
  registerChange,
  sameLanguage,
  sendabilityOf,
  templatesFor,
  type Registry,
  type Template,
} from '../src/store.ts'
import { origin } from './support/names.ts'

/** Changes as words: hour, account or `-`, name/language, status or `-`, category or `-`. */
const words = `
1 - hello/en_US APPROVED utility
2 A hello/en-US PAUSED -
3 B hello/en_US - marketing
4 A hello/fr REJECTED UTILITY
5 - hello/fr APPROVED -
5 - hello/fr APPROVED MARKETING
5 - hello/fr DISABLED -
6 A promo/de PENDING -
6 A promo/de APPROVED -
7 A promo/de ARCHIVED marketing
8 A promo/de ARCHIVED -
9 A promo/de UNARCHIVED -
10 A promo/de UNARCHIVED utility
7 B alpha/en ARCHIVED -
9 B alpha/en UNARCHIVED -
11 B alpha/en - authentication
2 B silent/en - utility
3 C zeta/en PAUSED -
4 C zeta/en PAUSED utility
6 C zeta/en REINSTATED -
7 C zeta/en PAUSED -
8 C zeta/en ARCHIVED -
9 C zeta/en FLAGGED -
10 C zeta/en UNARCHIVED -
`

const changes: readonly TemplateChanged[] = words
  .trim()
  .split('\n')
  .map((line, index) => {
    const [hour = '', account = '-', named = '', status = '-', category = '-'] = line.split(' ')
    const [name = '', language = ''] = named.split('/')
    return {
      type: 'template-changed',
      id: `t${index}`,
      at: origin + Number(hour) * HOUR,
      name,
      language,
      ...(account === '-' ? {} : { account }),
      ...(status === '-' ? {} : { status }),
      ...(category === '-' ? {} : { category }),
    }
  })

const registryOf = (all: readonly TemplateChanged[]): Registry =>
  all.reduce((known, change) => registerChange(known, change) ?? known, emptyRegistry)

const hourOf = (at: Instant | null): string => (at === null ? '-' : String((at - origin) / HOUR))

const templateLine = (template: Template): string =>
  `${template.name} ${template.language} ${template.status ?? '-'} since ${hourOf(template.since)} ${template.category ?? '-'}: ${sendabilityOf(template)}`

/** Each template once: what two accounts have in common may come from each. */
const distinct = (templates: readonly Template[]): readonly string[] => [
  ...new Set(templates.map(templateLine)),
]

/** Everything that is known of the templates of some accounts, at every hour at which it changes. */
const linesOf = (registry: Registry, accounts: readonly string[]): readonly string[] => {
  const known = templatesFor(registry, accounts)
  const lines: string[] = []
  let before = ''
  for (let half = 0; half <= 24; half++) {
    const at = origin + (half * HOUR) / 2
    const text = [
      ...distinct(known.all(at)),
      `hello: ${distinct(known.named('hello', null, at)).join('; ')}`,
      `hello en-us: ${distinct(known.named('hello', 'en-us', at)).join('; ')}`,
      `hello FR: ${distinct(known.named('hello', 'FR', at)).join('; ')}`,
      `categories: ${['hello', 'promo', 'zeta', 'none'].map((name) => known.categoryOf(name, null, at) ?? '-').join(' ')}`,
    ].join('\n    ')
    if (text !== before)
      lines.push(
        `  at ${half / 2}, ${known.anyKnown(at) ? 'something is known' : 'nothing is known'}`,
        `    ${text}`,
      )
    before = text
  }
  return lines
}

const choices: readonly (readonly string[])[] = [[], ['A'], ['B', 'A'], ['C'], ['D']]
const told = (all: readonly TemplateChanged[]): string => {
  const registry = registryOf(all)
  return choices
    .flatMap((accounts) => [
      '',
      `# of ${accounts.length === 0 ? 'no account that is known' : accounts.join(' and ')}`,
      ...linesOf(registry, accounts),
    ])
    .join('\n')
}

describe('templates', () => {
  test('as they were known at each hour', async () => {
    await expect(`${told(changes)}\n`).toMatchFileSnapshot('golden/templates.txt')
  })

  test('are the same in any order of arrival, and if each arrives twice', () => {
    const expected = told(changes)
    for (let turn = 1; turn < changes.length; turn += 5) {
      const turned = [...changes.slice(turn), ...changes.slice(0, turn)]
      expect(told(turned)).toBe(expected)
      expect(told([...turned.toReversed(), ...changes])).toBe(expected)
    }
  })

  test('a change that is known already is none', () => {
    const registry = registryOf(changes)
    expect(changes.map((change) => registerChange(registry, { ...change }))).toEqual(changes.map(() => null))
    const [change] = changes
    if (change === undefined) return
    for (const other of [
      { id: 'x' },
      { at: change.at + 1 },
      { status: 'LOCKED' },
      { category: 'marketing' },
      { account: 'Z' },
    ])
      expect(registerChange(registry, { ...change, ...other })).not.toBeNull()
  })

  test('nothing is known before the first of them, nor of accounts apart', () => {
    const [first] = changes
    if (first === undefined) return
    const registry = registryOf([{ ...first, account: 'A' }])
    expect([first.at - 1, first.at].map((at) => templatesFor(registry, ['A']).anyKnown(at))).toEqual([
      false,
      true,
    ])
    expect(templatesFor(registry, ['B']).anyKnown(first.at)).toBe(false)
    expect(templatesFor(registry, ['A', 'B']).anyKnown(first.at)).toBe(true)
    expect(templatesFor(registry, []).anyKnown(first.at)).toBe(true)
  })

  test.each([
    ['en-US', 'en_us'],
    ['zh-Hant-TW', 'zh_hant_tw'],
    ['fr', 'fr'],
  ])('%s is spelled %s', (language, spelled) => {
    expect(sameLanguage(language)).toBe(spelled)
  })

  test.each([
    [null, 'sendable'],
    ['APPROVED', 'sendable'],
    ['REINSTATED', 'sendable'],
    ['UNARCHIVED', 'sendable'],
    ['FLAGGED', 'sendable'],
    ['LOCKED', 'sendable'],
    ['PAUSED', 'paused'],
    ['DISABLED', 'disabled'],
    ['PENDING', 'not-approved'],
    ['', 'not-approved'],
  ])('%s: %s', (status, sendability) => {
    expect(sendabilityOf({ name: 'a', language: 'fr', status, since: null, category: null })).toBe(
      sendability,
    )
  })
})
