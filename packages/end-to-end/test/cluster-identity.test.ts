import { expect, test } from 'vitest'
import { base58 } from '../src/cluster/identity.ts'

test.each([
  ['', ''],
  ['00', '1'],
  ['61', '2g'],
  ['626262', 'a3gV'],
  ['00eb15231dfceb60925886b67d065299925915aeb172c06647', '1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L'],
  ['00000000000000000000', '1111111111'],
])('the bytes %s are written %s', (bytes, text) => {
  expect(base58(Buffer.from(bytes, 'hex'))).toBe(text)
})
