import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = new URL('../../core/src/', import.meta.url)

/** Stryker prints it without the parentheses, and then what follows `<` is read as an argument of the type. */
const castBeforeLess = /(?<![\w)\]>])\([^()]* as [^()]*\) ?<=? /

test.each([
  ['if ((leaving[middle] as Instant) <= at) return', true],
  ['if ((leaving as readonly Instant[]) < at) return', true],
  ['if ((leaving[middle] as Instant) > at) return', false],
  ['if ((leaving[middle] ?? Infinity) <= at) return', false],
  ['if (compare(one, other as Instant) < 0) return', false],
])('%s cannot be broken and read again: %s', (line, isUnreadable) => {
  expect(castBeforeLess.test(line)).toBe(isUnreadable)
})

test('core has no comparison that cannot be read again once it is broken', () => {
  const found = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) =>
      readFileSync(new URL(path.replaceAll('\\', '/'), sources), 'utf8')
        .split('\n')
        .filter((line) => castBeforeLess.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})
