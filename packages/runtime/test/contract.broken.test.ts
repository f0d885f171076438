import { storeContract, type ContractCase } from '@guichet/runtime/contract'
import { describe, it } from 'vitest'
import type { BrokenStore } from './support/broken-stores.ts'
import { brokenAnew } from './support/broken-stores-anew.ts'
import { brokenCommits, brokenSends } from './support/broken-stores-commit.ts'
import { brokenErasures } from './support/broken-stores-erase.ts'
import { brokenJobs } from './support/broken-stores-jobs.ts'
import { brokenListening } from './support/broken-stores-listen.ts'
import { brokenReads } from './support/broken-stores-reads.ts'
import { brokenTexts } from './support/broken-stores-texts.ts'
import { brokenThreads } from './support/broken-stores-threads.ts'

/** The title of the first case that the store does not pass; `null` where it passes all. */
const refutedBy = async ({ place }: BrokenStore): Promise<string | null> => {
  const { capabilities } = await place().open()
  const isMeant = ({ needs = () => true }: ContractCase): boolean => needs(capabilities)
  for (const { title, run } of storeContract.filter(isMeant)) {
    const isHeld = await run(place()).then(
      () => true,
      () => false,
    )
    if (!isHeld) return title
  }
  return null
}

// Some are refuted by what never comes, however long the contract waits; the others are tested meanwhile.
describe.concurrent.each([
  ...brokenCommits,
  ...brokenSends,
  ...brokenThreads,
  ...brokenReads,
  ...brokenListening,
  ...brokenJobs,
  ...brokenErasures,
  ...brokenAnew,
  ...brokenTexts,
])('a store that $fault', (store) => {
  it('does not pass', async ({ expect }) => {
    expect(await refutedBy(store)).not.toBeNull()
  })
})
