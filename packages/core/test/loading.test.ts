import { expect, test } from 'vitest'

// A fault in what runs while the package is loaded shows in no test that imports it at its head: that file has no tests then.
test('the package can be loaded', async () => {
  const core = await import('../src/index.ts')
  expect(core.engine).toBeTypeOf('function')
})
