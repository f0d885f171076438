import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { appOf } from '../src/app.ts'
import { isGraphPath } from '../src/connection/graph-path.ts'
import { document } from '../src/openapi/document.ts'
import { openapi } from '../src/openapi/routes.ts'
import type { Method, Operation } from '../src/openapi/types.ts'
import { problemKinds } from '../src/problem/kinds.ts'
import { schemaProblems } from './support/contract.ts'
import { questionWorld } from './support/questions.ts'

interface Place {
  readonly path: string
  readonly method: Method
  readonly operation: Operation
}

const operations: readonly Place[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  (Object.entries(methods) as readonly (readonly [Method, Operation])[]).map(([method, operation]) => ({
    path,
    method,
    operation,
  })),
)

test('what is served is valid OpenAPI 3.1', async () => {
  const served: unknown = await (await openapi().request('/openapi.json')).json()
  expect(served).toEqual(JSON.parse(JSON.stringify(document)))
  const validator = new Validator()
  const { valid, errors } = await validator.validate(served as Record<string, unknown>)
  expect(errors ?? []).toEqual([])
  expect([valid, validator.version]).toEqual([true, '3.1'])
})

test('every reference leads somewhere, and every shared schema and answer is used', () => {
  const text = JSON.stringify(document)
  const referred = new Set(
    [...text.matchAll(/"\$ref":"#\/components\/(\w+\/\w+)"/g)].map(([, place]) => place),
  )
  const there = [
    ...Object.keys(document.components.schemas).map((name) => `schemas/${name}`),
    ...Object.keys(document.components.responses).map((name) => `responses/${name}`),
  ]
  expect([...referred].sort()).toEqual(there.sort())
})

test('operations have distinct names, known tags, and parameters for their paths', () => {
  const names = operations.map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(names.length)
  const tags = document.tags.map(({ name }) => name)
  for (const { path, operation } of operations) {
    for (const tag of operation.tags) expect(tags).toContain(tag)
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const named = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name)
    expect(named.sort()).toEqual(inPath.sort())
  }
  expect(new Set(operations.flatMap(({ operation }) => operation.tags))).toEqual(new Set(tags))
})

describe('the routes of the gateway', () => {
  const page = new Map(['/', '/board/board.js'].map((path) => [path, { contentType: 'text/html', body: '' }]))
  const { routes } = appOf({ ...questionWorld().parts, page })
  const own = routes
    .filter(({ method, path }) => !(method === 'ALL' && (path === '/*' || path === '*')))
    .map(({ method, path }) => ({ method: method.toLowerCase(), path: templateOf(path) }))
  const served = [
    ...own,
    // It stands before the others.
    { method: 'get', path: '/webhooks/whatsapp' },
    { method: 'post', path: '/webhooks/whatsapp' },
  ]

  test('are all in the document', () => {
    expect(own.length).toBeGreaterThan(15)
    const missing = served.filter(
      ({ method, path }) =>
        !operations.some((one) => one.path === path && (method === 'all' || one.method === method)),
    )
    expect(missing).toEqual([])
  })

  test.each(operations.map(({ method, path }) => [method, path] as const))(
    '%s %s is one of them',
    (method, path) => {
      const isServed = served.some(
        (route) => (route.method === 'all' || route.method === method) && covers(route.path, path),
      )
      // Those have no route each: what begins as they do is Graph's.
      expect(isServed || isGraphPath(path.replace('{version}', 'v24.0'))).toBe(true)
    },
  )
})

/** A path of the router as OpenAPI writes it. */
function templateOf(path: string): string {
  return path
    .replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
    .replace(/\/\*$/, '/{path}')
    .replace(/^\/board\/.*$/, '/board/{file}')
}

const covers = (route: string, path: string): boolean =>
  route === path || (route === '/{version}/{path}' && path.startsWith('/{version}/'))

describe('examples', () => {
  const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null

  /** Every place that has a schema and an example of it. */
  const examplesIn = (
    value: unknown,
    place: readonly string[],
  ): readonly (readonly [readonly string[], unknown])[] => {
    if (!isFields(value)) return []
    const { schema, example, examples } = value
    const own = schema === undefined || example === undefined ? [] : [[place, example] as const]
    const named = isFields(examples)
      ? Object.values(examples).flatMap((one) => (isFields(one) ? [[place, one['value']] as const] : []))
      : []
    const below = Object.entries(value)
      .filter(([name]) => name !== 'example' && name !== 'examples')
      .flatMap(([name, one]) => examplesIn(one, [...place, name]))
    return [...own, ...named, ...below]
  }

  const all = [
    ...examplesIn(document.paths, ['paths']),
    ...examplesIn(document.webhooks, ['webhooks']),
    ...examplesIn(document.components.responses, ['components', 'responses']),
  ].filter(([place]) => !place.includes('parameters'))

  test('there are some for most', () => {
    expect(all.length).toBeGreaterThan(25)
  })

  test.each(all.map(([place, value]) => [place.join(' '), place, value] as const))(
    '%s',
    (_name, place, value) => {
      expect(schemaProblems([...place, 'schema'], value)).toEqual([])
    },
  )

  test('problems have a kind that there is', () => {
    for (const [, value] of all) {
      if (!isFields(value) || typeof value['type'] !== 'string') continue
      const kind = Object.entries(problemKinds).find(([name]) => `/problems/${name}` === value['type'])
      if ('detail' in value) expect({ status: value['status'], title: value['title'] }).toEqual(kind?.[1])
    }
  })
})

test('the document is noticed to be wrong: a member that it does not know, one that is missing, another type', () => {
  const place = ['components', 'schemas', 'Interval']
  const interval = { opensAt: '2026-10-20T11:00:00.000Z', closesAt: '2026-10-21T11:00:00.000Z' }
  expect(schemaProblems(place, interval)).toEqual([])
  for (const wrong of [{ ...interval, more: 1 }, { opensAt: interval.opensAt }, { ...interval, closesAt: 7 }])
    expect(schemaProblems(place, wrong)).not.toEqual([])
})
