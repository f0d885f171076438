import { expect, test } from 'vitest'
import { readText, repositoryFiles } from '../src/files.ts'
import { readManifest } from '../src/manifests.ts'
import { checkRelease } from '../src/release/check.ts'
import { temporaryFolder } from '../src/temporary.ts'

test('a release of two packages is ready, but for its tag', async () => {
  const { path, remove } = temporaryFolder()
  const steps: string[] = []
  const folders = ['core', 'cloud-api']
  const problems = await checkRelease({
    folder: path,
    tag: 'v99.0.0',
    folders,
    onStep: (step) => steps.push(step),
  })
  remove()
  expect(problems.filter((one) => !one.includes('names no repository'))).toEqual([
    `the tag is v99.0.0, but the version is ${readManifest('.').version}`,
  ])
  expect(steps).toEqual(['versions', 'tarballs', 'an empty project', '@guichet/core', '@guichet/cloud-api'])
})

test('workflows run scripts that are there', () => {
  const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
    readText('package.json').text,
  )
  const workflows = repositoryFiles().filter((path) => path.startsWith('.github/workflows/'))
  const run = workflows.flatMap((path) => [...readText(path).text.matchAll(/npm (?:run )?([\w:]+)/g)])
  const names = run.map(([, name = '']) => name)
  expect(names).toContain('release:check')
  expect(names.filter((name) => !(name in scripts))).toEqual([])
})
