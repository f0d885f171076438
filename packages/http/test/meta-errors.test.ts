import { foresightOf, metaErrors } from '@guichet/cloud-api'
import { expect, test } from 'vitest'

test.each(Object.entries(metaErrors))(
  'a refusal as %s is answered with a code that it foresees',
  (refusal, { code }) => {
    expect(foresightOf(code).refusals.map((one) => one.refusal)).toContain(refusal)
  },
)
