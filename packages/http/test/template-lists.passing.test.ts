import { describe, expect, test } from 'vitest'
import { json } from './support/graph-server.ts'
import { account } from './support/kept-lists.ts'
import { secrets, start, worldOf, type World } from './support/world.ts'

describe('a list that passes through', () => {
  const page = (names: readonly string[], after?: string): object => ({
    data: names.map((name) => ({
      name,
      language: 'en_US',
      status: 'APPROVED',
      category: 'UTILITY',
      components: [],
    })),
    paging: {
      cursors: { before: 'x', after: after ?? 'end' },
      ...(after === undefined
        ? {}
        : { next: `https://graph.facebook.com/?access_token=${secrets.accessToken}&after=${after}` }),
    },
  })

  const path = '/v24.0/200/message_templates'

  /** Resolves once something became known of templates. */
  const told = ({ runtime }: World): Promise<void> =>
    new Promise((resolve) => {
      const stop = runtime.onChange(({ is }) => {
        if (is !== 'templates') return
        stop()
        resolve()
      })
    })

  test('page by page is read, and the client gets what it would have got', async () => {
    const world = await worldOf()
    const known = told(world)
    world.graph.answers.push(json(200, page(['a', 'b'], 'MQ')), json(200, page(['c'])))
    const first = await world.ask(`${path}?limit=2`)
    world.clock.now += 5_000
    const second = await world.ask(`${path}?limit=2&after=MQ`)
    expect([first.status, second.text]).toEqual([200, JSON.stringify(page(['c']))])
    await known
    expect(await world.runtime.templateLists()).toMatchObject([
      { account, at: start, templates: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
    ])
    await world.close()
  })

  test.each<readonly [string, string, number, unknown]>([
    ['of some templates only', `${path}?name=a`, 200, page(['a'])],
    [
      'without statuses',
      `${path}?fields=name,language`,
      200,
      { data: [{ name: 'a', language: 'fr', id: '1' }] },
    ],
    ['whose next page nobody asks for', path, 200, page(['a'], 'MQ')],
    ['that begins in the middle', `${path}?after=MQ`, 200, page(['a'])],
    ['that is an error', path, 400, { error: { code: 100 } }],
    ['that is no JSON', path, 200, '<html>'],
  ])('%s is not', async (_, asked, status, body) => {
    const world = await worldOf()
    world.graph.answers.push(json(status, body))
    expect((await world.ask(asked)).status).toBe(status)
    await new Promise((resolve) => setImmediate(resolve))
    expect(await world.runtime.templateLists()).toEqual([])
    await world.close()
  })
})
