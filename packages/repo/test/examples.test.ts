import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { docExamples, exampleModule, promisesOf } from '../src/docs/examples.ts'
import { typeProblems } from '../src/docs/typescript.ts'
import { withFolderInside } from '../src/temporary.ts'

/** The functions of an engine that others call by name. */
const ofEngine = ['evolve', 'absorb', 'view', 'ask', 'plan', 'askTogether', 'charges', 'settle', 'history']

const documented = docExamples()

const said: Readonly<Record<string, readonly unknown[]>> = await withFolderInside(async (folder) => {
  const file = join(folder, 'examples.mts')
  writeFileSync(file, exampleModule(documented))
  const problems = typeProblems([file]).get(file) ?? []
  if (problems.length > 0) throw new Error(problems.join('\n'))
  const made: { readonly run: () => Readonly<Record<string, readonly unknown[]>> } = await import(
    /* @vite-ignore */ file
  )
  return made.run()
})

describe('the examples in the docstrings of core', () => {
  it('are there for every function of the main door and of an engine', () => {
    const names = documented.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(ofEngine.map((name) => `engine().${name}`)))
    expect(documented.filter(({ text }) => promisesOf(text).length === 0).map(({ name }) => name)).toEqual([])
    expect(names.length).toBeGreaterThan(30)
  })

  it.each(documented.map((one) => [one.name, one.text] as const))(
    '%s gives what it promises',
    (name, text) => {
      const given = (said[name] ?? []).map((value) => inspect(value, { breakLength: Infinity, depth: 6 }))
      expect(given).toEqual(promisesOf(text))
    },
  )

  it('are short', () => {
    expect(documented.filter(({ text }) => text.split('\n').length > 12).map(({ name }) => name)).toEqual([])
  })
})
