import { isLeft, isRight } from '@guichet/core'
import { readTemplatePage } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolves } from '../paths.ts'
import { assertEach } from '../../../core/test/support/check.ts'

const entry = {
  name: 'rappel',
  language: 'fr',
  status: 'APPROVED',
  category: 'UTILITY',
  id: '920070352646140',
}
const cursors = { before: 'MAZDZD', after: 'MjQZD' }
const next = 'https://graph.facebook.com/v24.0/200/message_templates?access_token=EAAG&limit=2&after=QVFIUk'

const page = (data: unknown, paging?: unknown): unknown => ({
  data,
  ...(paging === undefined ? {} : { paging }),
})

describe('a page', () => {
  test.each<readonly [string, unknown, unknown, string | null]>([
    ['the last one, as Meta writes it', [entry], { cursors }, null],
    ['the only one', [entry], undefined, null],
    ['with one after it', [entry], { cursors, next }, 'MjQZD'],
    ['whose cursor stands in the address alone', [entry], { next }, 'QVFIUk'],
    ['whose next address is empty', [entry], { cursors, next: '' }, null],
    ['whose next address is null', [entry], { cursors, next: null }, null],
    ['without templates, and with one after it', [], { cursors, next }, 'MjQZD'],
    ['without templates', [], undefined, null],
    [
      'whose next address is of another host',
      [entry],
      { cursors, next: 'http://evil.example/?after=x' },
      'MjQZD',
    ],
  ])('%s', (_, data, paging, after) => {
    const templates = (data as readonly unknown[]).map(() => ({
      name: 'rappel',
      language: 'fr',
      status: 'APPROVED',
      category: 'utility',
    }))
    expect(readTemplatePage(page(data, paging))).toMatchObject({ right: { templates, after } })
  })

  test('a template without a category has none', () => {
    const read = readTemplatePage(page([{ ...entry, category: undefined, status: 'in_appeal' }]))
    expect(read).toMatchObject({
      right: { templates: [{ name: 'rappel', language: 'fr', status: 'IN_APPEAL' }] },
    })
    expect(isRight(read) && read.right.templates[0]).not.toHaveProperty('category')
  })
})

describe('what cannot be read says where', () => {
  test.each<readonly [string, unknown, string]>([
    ['nothing', undefined, '$'],
    ['a list', [entry], '$'],
    ['an error', { error: { code: 190 } }, '$'],
    ['data that is an object', page({ 0: entry }), '$.data'],
    ['an entry that is none', page([entry, 'rappel']), '$.data[1]'],
    ['no name', page([{ ...entry, name: undefined }]), '$.data[0]'],
    ['an empty name', page([{ ...entry, name: '' }]), '$.data[0].name'],
    ['a name of 513', page([{ ...entry, name: 'x'.repeat(513) }]), '$.data[0].name'],
    ['a language that is an object', page([{ ...entry, language: { code: 'fr' } }]), '$.data[0].language'],
    // Else it would count as approved.
    ['no status', page([{ name: 'rappel', language: 'fr', id: '1' }]), '$.data[0]'],
    ['a status that is a number', page([{ ...entry, status: 1 }]), '$.data[0].status'],
    ['a category that is a number', page([{ ...entry, category: 1 }]), '$.data[0].category'],
    ['paging that is a list', page([entry], []), '$.paging'],
    ['a next page without a cursor', page([entry], { next: 'https://graph.facebook.com/' }), '$.paging'],
    ['a next page that is a number', page([entry], { next: 2 }), '$.paging'],
    [
      'a cursor of 4097',
      page([entry], { next: 'https://x.example/', cursors: { after: 'x'.repeat(4097) } }),
      '$.paging',
    ],
  ])('%s', (_, body, path) => {
    const read = readTemplatePage(body)
    expect(read).toMatchObject({ left: { path } })
    expect(resolves(body, path)).toBe(true)
  })
})

const key = fc.constantFrom(
  'data',
  'paging',
  'next',
  'cursors',
  'after',
  'name',
  'language',
  'status',
  'category',
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, '', 'x', 1, true, next),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
  ),
}))

test('law: total, and what is wrong is where it says', () => {
  assertEach(
    fc.property(fc.oneof(tree, fc.anything()), (body) => {
      const read = readTemplatePage(body)
      if (isLeft(read)) expect(resolves(body, read.left.path)).toBe(true)
      else for (const template of read.right.templates) expect(template.status).toMatch(/./)
    }),
    1000,
  )
})
