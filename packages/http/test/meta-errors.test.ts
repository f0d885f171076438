import { foresightOf } from '@guichet/cloud-api'
import { expect, test } from 'vitest'
import { metaErrors } from '../src/connection/refusal.ts'

test.each(Object.entries(metaErrors))(
  'a refusal as %s is answered with a code that it foresees',
  (refusal, { code }) => {
    expect(foresightOf(code).refusals.map((one) => one.refusal)).toContain(refusal)
  },
)
