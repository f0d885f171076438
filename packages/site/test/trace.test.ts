import { clauses, wireClauses } from '@guichet/core/clauses'
import { describe, expect, it } from 'vitest'
import { resolver } from '../src/build/docs/resolve.ts'
import { sourcePage } from '../src/build/docs/source.ts'
import { readTrace } from '../src/build/trace/read-trace.ts'
import { repositoryText } from '../src/build/repository.ts'

const { page, traced, laws } = readTrace(resolver(['packages/laws/LAWS.md']))
const ids = [...Object.keys(clauses), ...Object.keys(wireClauses)]

describe('the page from rule to code', () => {
  it('has every clause, once, with its sentence', () => {
    expect(traced.map(({ id }) => id)).toEqual(ids)
    for (const id of ids) expect(page.html.split(`id="${id.toLowerCase()}"`), id).toHaveLength(2)
  })

  it('leads from every clause to a line of code or to a law, or says why there is none', () => {
    const lost = traced.filter(
      ({ rules, named, laws: own, leftOut }) =>
        leftOut === null && named.length + own.length === 0 && rules.every(({ code }) => code.length === 0),
    )
    expect(lost.map(({ id }) => id)).toEqual([])
  })

  it('has every law with its mutants, and the laws rest on clauses that stand there', () => {
    expect(laws.length).toBeGreaterThan(60)
    expect(laws.filter(({ cites, mutants }) => cites.length === 0 || mutants === '')).toEqual([])
    const known = new Set(ids)
    expect(laws.flatMap(({ cites }) => cites).filter((id) => !known.has(id))).toEqual([])
    for (const { id } of laws) expect(page.html).toContain(`../laws/laws/#${id}"`)
  })

  /** Is the word on the line, by itself or in a range? */
  const stands = (path: string, line: number, word: string): boolean =>
    new RegExp(String.raw`${word}\b|-[A-Z]?\d+ to [A-Z]`).test(
      repositoryText(path).split('\n')[line - 1] ?? '',
    )

  it('names lines on which the clause or the rule stands', () => {
    const wrong = traced.flatMap(({ id, rules, named, rows }) =>
      [
        ...[...named, ...rows].map((place) => [place, id] as const),
        ...rules.flatMap(({ key, code }) => code.map((place) => [place, `.${key}`] as const)),
      ].filter(([{ path, line }, word]) => !stands(path, line, word)),
    )
    expect(wrong).toEqual([])
  })

  it('reads the same of a rule that every auditor knows', () => {
    const window = traced.find(({ id }) => id === 'CSW-3')
    expect(window?.rules.map(({ key }) => key)).toContain('needsWindow')
    expect(window?.laws.map(({ id }) => id)).toContain('window-is-half-open')
    expect(window?.rows.map(({ path }) => path)).toContain('packages/core/test/tables/messages-2026.ts')
  })
})

it('a page of a source has an anchor for each of its lines', () => {
  const path = 'packages/site/src/build/html.ts'
  const lines = repositoryText(path).split('\n').length
  const html = sourcePage(path, new Set([path]))
  for (const line of [1, 2, lines]) expect(html.split(`id="L${line}"`)).toHaveLength(2)
  expect(html).not.toContain(`id="L${lines + 1}"`)
})
