import {
  graphClient,
  readTemplatePage,
  templatesListed,
  type GraphClientOptions,
  type TemplatesReading,
  type TemplatesWanted,
} from '@guichet/cloud-api'
import { isLeft, isRight, parseEvent, type ListedTemplate } from '@guichet/core'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nobody, withServer, withSockets, type Running } from '../send/servers.ts'
import { assertEach, assertEachLater } from '../../../core/test/support/check.ts'

const TOKEN = 'EAAG-PLANTED|7'
const account = '102290129340398'
const at = Date.UTC(2026, 9, 20, 12)

const read = (
  options: Partial<GraphClientOptions>,
  more: Partial<TemplatesWanted> = {},
): Promise<TemplatesReading> =>
  graphClient({ accessToken: TOKEN, timeout: 20_000, ...options }).readTemplates({ account, at, ...more })

const entryOf = ({ name, language, status, category }: ListedTemplate): object => ({
  id: `id of ${name}`,
  name,
  language,
  status,
  ...(category === undefined ? {} : { category: category.toUpperCase() }),
})

const template: fc.Arbitrary<ListedTemplate> = fc.record(
  {
    name: fc.stringMatching(/^[a-z0-9_]{1,4}$/),
    language: fc.constantFrom('fr', 'en_US', 'en'),
    status: fc.constantFrom('APPROVED', 'PAUSED', 'REJECTED', 'PENDING_DELETION', 'A_NEW_WORD'),
    category: fc.constantFrom('utility', 'marketing', 'authentication'),
  },
  { requiredKeys: ['name', 'language', 'status'] },
)

const key = ({ name, language }: ListedTemplate): string => `${name}/${language}`

/** A stand-in for `fetch` that has these pages, each under its cursor; the first one under none. */
const pagesOf = (
  pages: readonly (readonly ListedTemplate[])[],
): { readonly asked: URL[]; readonly fetch: typeof fetch } => {
  const asked: URL[] = []
  return {
    asked,
    fetch: async (input) => {
      const url = new URL(String(input))
      asked.push(url)
      const index = Number(url.searchParams.get('after') ?? 0)
      const cursors = { before: String(index), after: String(index + 1) }
      const next = `https://elsewhere.example/?access_token=${TOKEN}&after=nowhere`
      return Response.json({
        data: (pages[index] ?? []).map(entryOf),
        paging: index + 1 < pages.length ? { cursors, next } : { cursors },
      })
    },
  }
}

test('law: the same list gives the same event, on whatever pages and in whatever order it comes', async () => {
  await assertEachLater(
    fc.asyncProperty(
      fc.uniqueArray(template, { selector: key, maxLength: 12 }),
      fc.array(fc.nat(12), { maxLength: 5 }),
      fc.nat(),
      async (templates, cuts, turn) => {
        const bounds = [
          0,
          ...cuts.map((cut) => Math.min(cut, templates.length)).sort((a, b) => a - b),
          templates.length,
        ]
        const turned = templates.map(
          (_, index) => templates[(index + turn) % templates.length] as ListedTemplate,
        )
        const pages = bounds.slice(1).map((end, index) => turned.slice(bounds[index], end))
        const { asked, fetch } = pagesOf(pages)
        const reading = await read({ fetch })
        expect(reading).toEqual({ _tag: 'Right', right: templatesListed({ account, at, templates }) })
        expect(isRight(reading) && new Set(reading.right.templates.map(key))).toEqual(
          new Set(templates.map(key)),
        )
        expect(asked).toHaveLength(pages.length)
        for (const url of asked) {
          expect(url.origin + url.pathname).toBe(
            `https://graph.facebook.com/v24.0/${account}/message_templates`,
          )
          expect(url.searchParams.get('fields')).toBe('name,language,status,category')
        }
      },
    ),
    { numRuns: 200 },
  )
})

test('law: an event is one that core takes in, its id is of its content, and holds no token', () => {
  assertEach(
    fc.property(fc.array(template, { maxLength: 6 }), fc.array(template, { maxLength: 6 }), (one, other) => {
      const [a, b] = [one, other].map((templates) => templatesListed({ account, at, templates }))
      expect(isRight(parseEvent(JSON.parse(JSON.stringify({ ...a, at: new Date(at).toISOString() }))))).toBe(
        true,
      )
      expect(a?.id === b?.id).toBe(JSON.stringify(a?.templates) === JSON.stringify(b?.templates))
    }),
  )
})

test('where a template stands on two pages, the later one counts', () => {
  const templates = ['APPROVED', 'PAUSED'].map((status) => ({ name: 'a', language: 'fr', status }))
  expect(templatesListed({ account, at, templates }).templates).toEqual([
    { name: 'a', language: 'fr', status: 'PAUSED' },
  ])
})

const page = { data: [{ name: 'a', language: 'fr', status: 'APPROVED', category: 'UTILITY' }] }
const error = (code: number, more: object = {}): object => ({
  error: { message: `(#${code}) of ${TOKEN}`, type: 'OAuthException', code, ...more },
})

/** What comes of a server that gives these answers, the last one again and again. */
const answered = (
  ...answers: readonly (readonly [number, unknown])[]
): Promise<readonly [TemplatesReading, Running]> => {
  let count = 0
  return withServer(
    (_, response) => {
      const [status, body] = answers[Math.min(count++, answers.length - 1)] ?? [500, '']
      response.writeHead(status, { 'content-type': 'application/json', location: 'http://127.0.0.1:1/' })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    },
    async (running) => [await read({ baseUrl: running.baseUrl }), running] as const,
  )
}

const more = (after: string): object => ({
  ...page,
  paging: { cursors: { after }, next: 'https://x.example/' },
})

describe('a list that cannot be read whole gives no event, and says why', () => {
  test.each<readonly [string, readonly (readonly [number, unknown])[], object]>([
    [
      'the token has expired',
      [[401, error(190)]],
      { outcome: 'refused', status: 401, code: 190, retryAfter: null },
    ],
    [
      'no such account',
      [[400, error(100, { error_subcode: 33 })]],
      { outcome: 'refused', code: 100, subcode: 33 },
    ],
    ['no permission', [[403, error(200)]], { outcome: 'refused', code: 200 }],
    [
      'too many calls',
      [[400, error(80007)]],
      { outcome: 'failed', reason: 'throttled', code: 80007, retryAfter: 60_000 },
    ],
    ['too many calls, of somebody else', [[429, 'slow down']], { outcome: 'unknown', status: 429 }],
    ['a fault of Meta', [[500, error(1)]], { outcome: 'unknown', reason: 'server-fault', code: 1 }],
    [
      'a fault of somebody else',
      [[502, '<h1>Bad Gateway</h1>']],
      { outcome: 'unknown', reason: 'answer-unreadable', status: 502 },
    ],
    ['a redirect', [[302, '']], { outcome: 'unknown', reason: 'redirected' }],
    [
      'an error with the status of success',
      [[200, error(190)]],
      { outcome: 'unknown', reason: 'contradiction' },
    ],
    [
      'no JSON',
      [[200, '<!DOCTYPE html>']],
      {
        outcome: 'unknown',
        reason: 'answer-unreadable',
        details: '$: must be a page of templates, but is nothing',
      },
    ],
    [
      'an accepted message',
      [[200, { messages: [{ id: 'wamid.1' }] }]],
      { outcome: 'unknown', reason: 'answer-unreadable' },
    ],
    [
      'a template without a name',
      [[200, { data: [{ status: 'APPROVED' }] }]],
      { details: '$.data[0]: the name must be a text, but is nothing' },
    ],
    [
      'a page of more than a megabyte',
      [[200, `"${'x'.repeat(1_100_000)}"`]],
      { outcome: 'unknown', reason: 'answer-too-long' },
    ],
    [
      'a second page that is refused',
      [
        [200, more('1')],
        [401, error(190)],
      ],
      { outcome: 'refused', code: 190 },
    ],
    [
      'a second page that is no JSON',
      [
        [200, more('1')],
        [200, ''],
      ],
      { outcome: 'unknown', reason: 'answer-unreadable' },
    ],
    ['a page that leads to itself', [[200, more('1')]], { outcome: 'unknown', reason: 'endless' }],
    [
      'pages in a ring',
      [
        [200, more('1')],
        [200, more('2')],
        [200, more('1')],
      ],
      { outcome: 'unknown', reason: 'endless' },
    ],
  ])('%s', async (_, answers, expected) => {
    const [reading, { asked }] = await answered(...answers)
    expect(reading).toMatchObject({ left: expected })
    expect(JSON.stringify(reading)).not.toContain(TOKEN)
    expect(asked.length).toBeLessThanOrEqual(3)
    for (const { method, headers } of asked)
      expect([method, headers.authorization]).toEqual(['GET', `Bearer ${TOKEN}`])
  })

  test('no end of pages', async () => {
    let count = 0
    const reading = await read({ fetch: async () => Response.json(more(String(count++))) })
    expect(reading).toMatchObject({
      left: { outcome: 'unknown', reason: 'endless', details: 'there are more than 200 pages' },
    })
    expect(count).toBe(200)
  })

  test('nobody listens', async () => {
    expect(await read({ baseUrl: await nobody() }, { attempt: 3 })).toEqual({
      _tag: 'Left',
      left: { outcome: 'failed', reason: 'no-connection', retryAfter: 8000 },
    })
  })

  test('no answer comes in time', async () => {
    await withSockets(
      () => undefined,
      async ({ baseUrl, closing }) => {
        expect(await read({ baseUrl, timeout: 50 })).toMatchObject({ left: { reason: 'timed-out' } })
        await closing
      },
    )
  })

  test('each page comes in time, and the list does not', async () => {
    let count = 0
    const slow: typeof fetch = () =>
      new Promise((resolve) => setTimeout(() => resolve(Response.json(more(String(count++)))), 20))
    expect(await read({ fetch: slow, timeout: 50 })).toEqual({
      _tag: 'Left',
      left: { outcome: 'unknown', reason: 'timed-out' },
    })
  })

  test('it is given up', async () => {
    const given = new AbortController()
    await withSockets(
      (socket) => void socket.once('data', () => given.abort()),
      async ({ baseUrl, closing }) => {
        expect(isLeft(await read({ baseUrl }, { signal: given.signal }))).toBe(true)
        await closing
      },
    )
  })

  test.each<readonly [string, Partial<GraphClientOptions>, Partial<TemplatesWanted>, string]>([
    [
      'an account that is a path',
      {},
      { account: '1/../2' },
      'the account is not valid: only letters, digits, underscores and hyphens',
    ],
    [
      'no account',
      {},
      { account: '' },
      'the account is not valid: only letters, digits, underscores and hyphens',
    ],
    [
      'no access token',
      { accessToken: '' },
      {},
      'the access token is empty, or contains a character that a header must not',
    ],
    [
      'a base URL that is none',
      { baseUrl: 'graph' },
      {},
      'the base URL is not a URL; write it like https://graph.facebook.com',
    ],
  ])('%s', async (_, options, wanted, message) => {
    const fetch = (): never => {
      throw new Error('nothing may go out')
    }
    expect(await read({ fetch, ...options }, wanted)).toMatchObject({
      left: { outcome: 'refused', status: null, message },
    })
  })
})

test('a body that was read elsewhere reads the same', () => {
  expect(readTemplatePage(page)).toMatchObject({
    right: { templates: [{ name: 'a', category: 'utility' }], after: null },
  })
})
