import { describe, test } from 'vitest'
import { memoryStore } from '../src/index.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { expectNoFaults } from './support/erased.ts'
import { everyOrder, handedOn, heldForNoTime, ids, settledLongAgo } from './support/handed-on.ts'

describe('an erasure leaves what the others would have if the erased had never been there', () => {
  test('in every order of arrival', async () => {
    for (const given of everyOrder) await expectNoFaults(given, memoryStore())
  })

  test('where two were seen with a number at the same two instants', async () => {
    for (const erased of ids) await expectNoFaults({ ...heldForNoTime, erased }, memoryStore())
  })

  test('whatever they and the erased did, and whatever comes late', async () => {
    await holdsLater(
      handedOn,
      async (given) => {
        await expectNoFaults(given, memoryStore())
        return true
      },
      40,
    )
  })

  test('also where much of it is settled', async () => {
    await holdsLater(
      settledLongAgo,
      async (given) => {
        await expectNoFaults(given, memoryStore())
        return true
      },
      30,
    )
  })
})
