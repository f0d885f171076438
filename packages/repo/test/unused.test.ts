import { expect, test } from 'vitest'
import { inRoot, root } from '../src/root.ts'
import { runProgram } from '../src/run.ts'

test('nothing lies about that nothing uses, and everything that is used is a dependency', async () => {
  const [knip, config] = ['node_modules/knip/bin/knip.js', 'knip.json'].map((path) =>
    inRoot('packages', 'repo', path),
  )
  const { code, stdout, stderr } = await runProgram(
    process.execPath,
    [knip ?? '', '--config', config ?? '', '--no-progress', '--no-config-hints'],
    { cwd: root, timeout: 300_000 },
  )
  expect(stdout + stderr).toBe('')
  expect(code).toBe(0)
})
