import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Faults } from '../src/index.ts'
import { account, get, remove, shop, token, type Shop } from './support/shop.ts'
import { holdsLater } from '../../core/test/support/check.ts'

const path = `/v24.0/${account}/message_templates`

interface Page {
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly paging?: { readonly cursors: { readonly after: string }; readonly next?: string }
}

const stocked = (count: number): Shop =>
  shop({
    templates: Array.from({ length: count }, (_, index) => ({
      name: `template_${index}`,
      language: 'en',
      category: index % 2 === 0 ? 'UTILITY' : 'MARKETING',
      text: 'Hello',
    })),
  })

const namesIn = ({ data }: Page): readonly unknown[] => data.map(({ name }) => name)

/** Follows the cursors to the last page. */
const readAll = async (
  one: Shop,
  query: string,
  between = async (): Promise<void> => {},
): Promise<unknown[]> => {
  const names: unknown[] = []
  let after = ''
  for (;;) {
    const { body } = await get<Page>(one, `${path}?${query}${after}`)
    names.push(...namesIn(body))
    if (body.paging?.next === undefined) return names
    after = `&after=${body.paging.cursors.after}`
    await between()
  }
}

test('law: however many stand on a page, the pages hold each template once, in order', async () => {
  await holdsLater(
    fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 45 })),
    async ([count, limit]) => {
      const expected = Array.from({ length: count }, (_, index) => `template_${index}`)
      expect(await readAll(stocked(count), `limit=${limit}`)).toEqual(expected)
    },
    30,
  )
})

test('the address of the next page is one of its own, and holds the token, as with Meta', async () => {
  const one = stocked(5)
  const { body } = await get<Page>(one, `${path}?limit=3&fields=name`)
  const next = new URL(body.paging?.next ?? '')
  expect(next.searchParams.get('access_token')).toBe(token)
  expect(next.searchParams.get('fields')).toBe('name')
  const { body: last } = await get<Page>(one, next.pathname + next.search)
  expect(namesIn(last)).toEqual(['template_3', 'template_4'])
  expect(last.paging).not.toHaveProperty('next')
})

test('a template that goes meanwhile takes no other one with it', async () => {
  const one = stocked(6)
  // Each is the last of its page, the one that the cursor stands after.
  const gone = ['template_1', 'template_3']
  const names = await readAll(one, 'limit=2', async () => {
    await remove(one, `${path}?name=${gone.shift()}`)
  })
  expect(names).toEqual([0, 1, 2, 3, 4, 5].map((index) => `template_${index}`))
})

test('only the fields that are asked for are shown, and the id', async () => {
  const { body } = await get<Page>(stocked(1), `${path}?fields=name,status`)
  expect(body.data).toEqual([{ id: expect.any(String), name: 'template_0', status: 'APPROVED' }])
})

test.each(['nonsense', 'MTIz~', '%F0%9F%98%80'])('a cursor that is none is refused: %s', async (after) => {
  expect(await get(stocked(3), `${path}?after=${after}`)).toMatchObject({
    status: 400,
    body: { error: { code: 100 } },
  })
})

test.each<readonly [keyof Faults, number, object]>([
  ['templatesUnavailable', 500, { error: { code: 1 } }],
  ['templatesThrottled', 400, { error: { code: 80007 } }],
])('the fault %s', async (fault, status, body) => {
  const one = stocked(3)
  one.emulator.setFaults({ [fault]: 1 })
  expect(await get(one, path)).toMatchObject({ status, body })
  expect(one.emulator.faultsMet()[fault]).toBe(1)
})

test('a garbled page is no JSON', async () => {
  const one = stocked(3)
  one.emulator.setFaults({ templatesGarbled: 1 })
  await expect(get(one, path)).rejects.toThrow(SyntaxError)
})

test('an endless list begins again and again', async () => {
  const one = stocked(3)
  one.emulator.setFaults({ templatesEndless: 1 })
  const { body: first } = await get<Page>(one, `${path}?limit=2`)
  const { body: second } = await get<Page>(one, `${path}?limit=2&after=${first.paging?.cursors.after}`)
  expect(second).toEqual({ ...first, paging: { ...first.paging, next: expect.any(String) } })
  expect(namesIn(second)).toEqual(['template_0', 'template_1'])
})

test('reading the list changes nothing else', async () => {
  const [read, unread] = [stocked(3), stocked(3)]
  await readAll(read, 'limit=1')
  const create = async (one: Shop): Promise<unknown> => {
    const template = { name: 'x', language: 'en', category: 'UTILITY', components: [{ type: 'BODY' }] }
    const request = {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(template),
    }
    return (await one.emulator.fetch(new Request(`http://e.example${path}`, request))).json()
  }
  expect(await create(read)).toEqual(await create(unread))
})
