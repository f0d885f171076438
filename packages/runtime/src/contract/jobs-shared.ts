import type { Store } from '../store/store.ts'
import { caseOfTwo, type ContractCase } from './case.ts'
import { expectCommitted, expectSame, expectSameSet } from './expect.ts'
import { changeOf, journalEntry, noon, upTo } from './given.ts'
import { changed, idsOf, list, newJob, one, queue } from './given-jobs.ts'

/** Several processes on one queue. */
export const jobsShared: readonly ContractCase[] = [
  caseOfTwo('A queue is leased by one process until its lease is over.', async (here, there) => {
    const lease = (store: Store, holder: string, after: number, of = queue): Promise<boolean> =>
      store.lease({ queue: of, holder, at: noon + after, length: 10 })
    expectSame(await lease(here, 'one', 0), true, 'the first')
    expectSame(await lease(there, 'other', 9), false, 'another, before the end')
    expectSame(await lease(there, 'other', 9, 'another queue'), true, 'another queue')
    expectSame(await lease(here, 'one', 5), true, 'the same again')
    expectSame(await lease(there, 'other', 14), false, 'another, before the new end')
    expectSame(await lease(there, 'other', 15), true, 'another, at the end')
    expectSame(await lease(here, 'one', 16), false, 'the first, later')
  }),

  caseOfTwo('Of many who change a job one succeeds.', async (here, there) => {
    await expectCommitted(here, { jobs: [newJob('a')] })
    for (const round of upTo(5)) {
      const job = await one(there, 'a')
      const writers = upTo(10).map((writer) =>
        (writer % 2 === 0 ? here : there).changeJobs([
          changed(job, { text: `writer ${writer}`, adds: [newJob(`after ${writer} in ${round}`)] }),
        ]),
      )
      const wrote = (await Promise.all(writers)).flatMap((ids, writer) => (ids.length === 0 ? [] : [writer]))
      expectSame(wrote.length, 1, 'how many of ten changed it')
      expectSame((await one(here, 'a')).text, `writer ${wrote[0]}`, 'the text')
      expectSame((await list(there)).length, round + 2, 'how many jobs there are')
    }
  }),

  caseOfTwo('Of many who add the same job one does, and every change is stored.', async (here, there) => {
    const outcomes = await Promise.all(
      upTo(10).map((writer) =>
        (writer % 2 === 0 ? here : there).commit(
          changeOf({ jobs: [newJob('a')], journal: [journalEntry(`${writer}`)] }),
        ),
      ),
    )
    expectSameSet(
      outcomes,
      upTo(10).map(() => 'committed'),
      'the commits',
    )
    expectSame(idsOf(await list(there)), ['a'], 'the jobs')
  }),
]
