import { test } from 'vitest'
import { expectErasedOfOneOnly } from '../../runtime/test/support/erased-of-one.ts'
import { withStore } from './support/places.ts'
import { withServer } from './support/suite.ts'

withServer('a customer of two tenants on one server', (url) => {
  test('is erased by one, and stays whole with the other', () => withStore({ url }, expectErasedOfOneOnly))
})
