import { cpSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { check, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { typeProblems } from '../src/docs/typescript.ts'
import { inRoot } from '../src/root.ts'
import { leftToDo } from '../src/scaffold/left-to-do.ts'
import { scaffoldRulebook } from '../src/scaffold/rulebook.ts'
import { withFolderInside } from '../src/temporary.ts'

const date = '2999-04-01'

/** A copy of core's sources and tests, inside this package so that what they import is found. */
const inCopy = <A>(work: (root: string) => Promise<A>): Promise<A> =>
  withFolderInside((root) => {
    for (const part of ['src', 'test/tables', 'test/rulebooks.table.test.ts'])
      cpSync(inRoot('packages/core', part), join(root, 'packages/core', part), { recursive: true })
    cpSync(inRoot('packages/core/node_modules'), join(root, 'packages/core/node_modules'), {
      recursive: true,
    })
    cpSync(inRoot('packages/repo/src/facts/ids.ts'), join(root, 'packages/repo/src/facts/ids.ts'))
    return work(root)
  })

describe('npm run rulebook', () => {
  it('writes skeletons that compile, are in force from their date on, and are as prettier leaves them', () =>
    inCopy(async (root) => {
      const done = scaffoldRulebook(date, root)
      if ('problem' in done) throw new Error(done.problem)
      const paths = [...done.written, ...done.changed]
      expect(done.written).toHaveLength(3)
      expect(done.changed).toHaveLength(7)
      const options = await resolveConfig(inRoot('README.md'))
      for (const path of paths) {
        const text = readFileSync(join(root, path), 'utf8')
        expect(
          [date, 'from29990401', "['APR99-', 1],"].some((name) => text.includes(name)),
          path,
        ).toBe(true)
        expect(await check(text, { ...options, parser: 'typescript' }), path).toBe(true)
      }
      const sources = paths.filter((path) => path.includes('/src/')).map((path) => join(root, path))
      expect([...typeProblems(sources).values()].flat()).toEqual([])
      const entry = (name: string) =>
        import(/* @vite-ignore */ pathToFileURL(join(root, 'packages/core/src', name)).href)
      const [core, clauses] = await Promise.all([entry('index.ts'), entry('clauses.ts')])
      expect(core.rulebooks.at(-1)).toMatchObject({ id: date, clauses: [done.clause] })
      expect(clauses.isClauseId(done.clause)).toBe(true)
      // Its midnights come first among the rows about midnights.
      const rows = readFileSync(join(root, 'packages/core/test/rulebooks.table.test.ts'), 'utf8')
      expect(/test\.each\(\[\n(?<first>.*)\n/.exec(rows)?.groups?.['first']).toContain(`'${date}'],`)
      expect(leftToDo(date, done).join('\n')).toContain(done.clause)
      expect(done.doubtful).toContain('OCT26-3')
      const { factIds } = await import(
        /* @vite-ignore */ pathToFileURL(join(root, 'packages/repo/src/facts/ids.ts')).href
      )
      expect(factIds).toContain(done.clause)
    }))

  it.each([
    ['2027-02-30', 'is not a date'],
    ['tomorrow', 'is not a date'],
    ['2026-10-01', 'is not after'],
    ['2022-05-01', 'is not after'],
  ])('refuses %s', (wrong, problem) => {
    expect(scaffoldRulebook(wrong, inRoot())).toEqual({ problem: expect.stringContaining(problem) })
  })

  it('writes nothing where a place is missing', () =>
    inCopy(async (root) => {
      const folder = join(root, 'packages/core/src/rulebook/amendments')
      const before = readdirSync(folder)
      const list = join(root, 'packages/core/src/rulebook/clauses/index.ts')
      cpSync(inRoot('LICENSE'), list)
      expect(() => scaffoldRulebook(date, root)).toThrow('found no place')
      expect(readdirSync(folder)).toEqual(before)
    }))
})
