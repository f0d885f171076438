import { templatesListed } from '@guichet/cloud-api'
import { MINUTE, type ListedTemplate } from '@guichet/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readGraphPath } from '../src/connection/graph-path.ts'
import { wantedPage } from '../src/templates/overhear.ts'
import { passingPages, type PassingPage } from '../src/templates/pages.ts'
import { assertEach } from '../../core/test/support/check.ts'

const at = Date.UTC(2026, 9, 20, 12)
const template = (name: string): ListedTemplate => ({ name, language: 'fr', status: 'APPROVED' })

/** The pages of a list, each with the cursor that it is asked for by. */
const pagesOf = (
  account: string,
  names: readonly (readonly string[])[],
  askedAt = at,
): readonly PassingPage[] =>
  names.map((page, index) => ({
    account,
    from: index === 0 ? null : `${account}${index}`,
    askedAt: askedAt + index,
    page: {
      templates: page.map(template),
      after: index === names.length - 1 ? null : `${account}${index + 1}`,
    },
  }))

const lists = fc.array(
  fc.array(fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 3 }), { minLength: 1, maxLength: 5 }),
  {
    minLength: 1,
    maxLength: 4,
  },
)

test('law: clients that follow their lists at once do not get in each other’s way', () => {
  assertEach(
    fc.property(lists, fc.infiniteStream(fc.nat()), (accounts, dice) => {
      const queues = accounts.map((names, index) => [...pagesOf(String(index), names)])
      const pages = passingPages()
      const whole = new Map<string, unknown>()
      for (let left = queues.filter((queue) => queue.length > 0); left.length > 0;) {
        const queue = left[(dice.next().value ?? 0) % left.length] ?? []
        const list = pages.add(queue.shift() as PassingPage)
        if (list !== null) whole.set(list.account, templatesListed(list))
        left = queues.filter((one) => one.length > 0)
      }
      for (const [index, names] of accounts.entries()) {
        const account = String(index)
        const templates = names.flat().map(template)
        expect(whole.get(account)).toEqual(templatesListed({ account, at, templates }))
      }
    }),
    200,
  )
})

test('law: without any one of its pages there is no list', () => {
  assertEach(
    fc.property(fc.array(fc.constant(['a']), { minLength: 2, maxLength: 6 }), fc.nat(), (names, dice) => {
      const missing = dice % names.length
      const pages = passingPages()
      for (const [index, page] of pagesOf('7', names).entries())
        if (index !== missing) expect(pages.add(page)).toBeNull()
    }),
  )
})

test('a client that takes more than five minutes reads two states of the list', () => {
  const [first, second] = pagesOf('7', [['a'], ['b']])
  const pages = passingPages()
  expect(pages.add(first as PassingPage)).toBeNull()
  expect(pages.add({ ...(second as PassingPage), askedAt: at + 5 * MINUTE + 1 })).toBeNull()
})

test('clients that never read on fill no memory', () => {
  const pages = passingPages()
  for (let index = 0; index < 17; index++) pages.add(pagesOf(String(index), [['a'], ['b']])[0] as PassingPage)
  const second = (index: number): unknown =>
    pages.add(pagesOf(String(index), [['a'], ['b']])[1] as PassingPage)
  expect([second(0), second(1)]).toEqual([null, expect.objectContaining({ account: '1' })])
})

describe('the whole list is asked for', () => {
  const asked = (written: string, method = 'GET'): unknown => {
    const request = new Request(`http://gateway.test${written}`, { method })
    const path = readGraphPath(new URL(request.url).pathname)
    return path.is === 'unwritten' ? null : wantedPage(request, path, at)
  }

  test.each<readonly [string, string | null]>([
    ['/v24.0/200/message_templates', null],
    ['/v24.0/200/message_templates/', null],
    ['/200/message_templates', null],
    ['/v24.0/200/message_templates?limit=100&fields=name,status,language', null],
    ['/v24.0/200/message_templates?access_token=key&after=MQ', 'MQ'],
  ])('by %s', (path, from) => expect(asked(path)).toEqual({ account: '200', from, askedAt: at }))

  test.each([
    '/v24.0/200/message_templates?name=order_ready',
    '/v24.0/200/message_templates?status=APPROVED',
    '/v24.0/200/message_templates?before=MQ',
    '/v24.0/200/message_templates?after=MQ&after=Mg',
    '/v24.0/200/message_templates?a_new_filter=1',
    '/v24.0/me/message_templates',
    '/v24.0/200/message_templates/1',
    '/v24.0/200',
  ])('not by %s', (path) => expect(asked(path)).toBeNull())

  test('not by POST', () => expect(asked('/v24.0/200/message_templates', 'POST')).toBeNull())
})
