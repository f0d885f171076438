import { describe, expect, test } from 'vitest'
import { otherPhone, phone } from '../src/contract/given.ts'
import { jobs } from '../src/contract/jobs.ts'
import { jobsShared } from '../src/contract/jobs-shared.ts'
import { memoryPlace, storeOfPart, type MemoryPlace, type Part } from '../src/index.ts'

const partCalled = (name: string): Part => ({
  name,
  phoneNumbers: new Set([phone, otherPhone]),
  accounts: new Set(),
})

/** Handles on a part of a place. */
const within = (place: MemoryPlace, part: Part): MemoryPlace => ({
  open: async () => {
    const whole = await place.open()
    return { ...storeOfPart(whole, part), close: whole.close }
  },
})

describe('the queues of a part of a store', () => {
  // An erasure is the whole store's.
  const asked = [...jobs, ...jobsShared].filter(({ title }) => !title.startsWith('Erasing'))
  test.each(asked)('$title', async ({ title, run }) => {
    const place = memoryPlace()
    const held = await place.open()
    await run(within(place, partCalled('one')))
    // The same jobs once more: what another part has done is not there.
    if (!/awaits|writes|conflict/.test(title)) await run(within(place, partCalled('another')))
    await held.close()
    expect(asked.length).toBeGreaterThan(9)
  })
})
