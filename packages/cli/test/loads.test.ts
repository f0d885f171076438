import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { guichet } from './support/bin.ts'
import { printsLoads } from './support/loaded.ts'

/** What takes long to load, and a file of each. */
const heavy = {
  laws: 'packages/laws/',
  'fast-check': '/fast-check/',
  rates: 'packages/rates/',
  http: 'packages/http/',
  stores: 'packages/store-',
}

const bakery = '--phone 100000000000001 --customer 33639980001 --send service --at 2026-10-02T07:00:00Z --log'
  .split(' ')
  .concat(fileURLToPath(new URL('../examples/bakery.ndjson', import.meta.url)))

const card = fileURLToPath(new URL('../../rates/samples/2026-10-01-usd-sample.csv', import.meta.url))

// A program that loads all of its commands takes half a second more.
test.each([
  [['--version'], ['laws', 'fast-check', 'rates']],
  [['rulebooks'], []],
  [['engine'], []],
  [['ask', '--help'], []],
  [['ask', ...bakery], []],
  [['ask', ...bakery, '--rates', card], ['rates']],
  [['audit'], ['rates']],
  [['import', '--help'], []],
  [['serve', '--help'], []],
  [
    ['laws', '--help'],
    ['laws', 'fast-check'],
  ],
])('of what is heavy, guichet %j loads %j', async (args, wanted) => {
  const { code, stderr } = await guichet(args, '', printsLoads)
  expect(code).toBe(0)
  expect(stderr).toContain('packages/cli/dist/main.js')
  const loaded = Object.entries(heavy).filter(([, part]) => stderr.includes(part))
  expect(loaded.map(([name]) => name)).toEqual(wanted)
})
