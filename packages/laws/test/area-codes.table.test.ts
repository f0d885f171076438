import { expect, test } from 'vitest'
import { codes, marketing } from './support/version-2.ts'

test('core and the reading copy have the same area codes of the United States (POS-37)', () => {
  const refused = Array.from({ length: 1_000 }, (_, index) => String(index).padStart(3, '0')).filter(
    (code) => {
      // Throws where the two differ.
      const thread = { phoneNumberId: '100', customer: `1${code}5550100` }
      return codes([], marketing, 0, {}, thread) === 'marketing-not-delivered'
    },
  )
  expect(refused).toHaveLength(371)
  expect(refused).toEqual(expect.arrayContaining(['201', '457', '679', '989']))
  // Toronto, Puerto Rico, toll-free, and one that nobody has.
  expect(refused.filter((code) => ['416', '787', '800', '999'].includes(code))).toEqual([])
})
