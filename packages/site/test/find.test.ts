import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { find, type Entry } from '../src/pages/find.ts'
import { holds } from '../../core/test/support/check.ts'

const word = fc.constantFrom('window', 'wind', 'template', 'CSW-1', '131047', 'Öffnung', 'a')
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '))
const entry: fc.Arbitrary<Entry> = fc.record({ page: words, heading: words, url: words, text: words })

describe('the search', () => {
  it('finds entries with all words of the query, and no other, in any case', () => {
    holds([fc.array(entry, { maxLength: 20 }), words], (entries, query) => {
      const wanted = query.toLowerCase().split(' ')
      const has = ({ page, heading, text }: Entry): boolean =>
        wanted.every((one) => [page, heading, text].some((part) => part.toLowerCase().includes(one)))
      return find(entries, query).length === entries.filter(has).length && find(entries, query).every(has)
    })
  })

  it('puts a heading before a text, a whole word before a part, and shows where it is', () => {
    const at = (heading: string, text: string): Entry => ({ page: 'Rules', heading, text, url: heading })
    const found = find(
      [at('Other', `${'x'.repeat(300)} window`), at('Windows', ''), at('The window', '')],
      'window',
    )
    expect(found.map(({ heading }) => heading)).toEqual(['The window', 'Windows', 'Other'])
    expect(found[2]?.excerpt).toMatch(/^…x+ window$/)
    expect(find([at('a', 'b')], '  ')).toEqual([])
  })
})
