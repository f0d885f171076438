import type { JobRow } from '../store/jobs.ts'
import { caseOf, type ContractCase } from './case.ts'
import { expectCommitted, expectConflict, expectSame, expectSameSet, expectThat } from './expect.ts'
import { changed, idsOf, list, newJob, one, queue } from './given-jobs.ts'
import { keyOf, newThread, noon, otherPhone, together, upTo } from './given.ts'

/** Jobs as they are added, listed, changed and forgotten. */
const kept: readonly ContractCase[] = [
  caseOf('Jobs stand in the order in which they were added, each once.', async (store) => {
    await expectCommitted(store, { jobs: [newJob('c'), newJob('a'), newJob('z', { queue: 'other' })] })
    await expectCommitted(store, { jobs: [newJob('a', { text: 'again' }), newJob('b')] })
    const jobs = await list(store)
    expectSame(idsOf(jobs), ['c', 'a', 'b'], 'the jobs')
    expectThat(
      jobs.every(({ place }, index) => index === 0 || place > (jobs[index - 1]?.place ?? 0)),
      'the places do not grow',
    )
    const { place: _, ...row } = jobs[1] ?? (await one(store, 'a'))
    const { payload, ...given } = newJob('a')
    expectSame(row, { ...given, revision: 1, state: 'waiting', endedAt: null }, 'the job')
    const stored = await store.jobsById(['a', 'nobody', 'a', 'z'])
    expectSameSet(
      stored.map((job) => [job.id, job.queue, job.payload]),
      [
        ['a', queue, payload],
        ['z', 'other', 'payload of z'],
      ],
      'the jobs by id',
    )
  }),

  caseOf('The queues that hold jobs are named, each once, whatever became of their jobs.', async (store) => {
    expectSame(await store.queues(), [], 'the queues of an empty store')
    const names = ['b', 'a@2', '\u00e9', 'a', 'B', 'a@10']
    for (const name of [...names, 'b', 'a'])
      await expectCommitted(store, {
        jobs: upTo(3).map((index) => newJob(`${name} ${index} ${Math.random()}`, { queue: name })),
      })
    const [over, dead] = await list(store, { queue: 'a@2', limit: 2 })
    for (const job of await list(store, { queue: 'B' }))
      await store.changeJobs([changed(job, { state: 'done', endedAt: noon })])
    if (over !== undefined && dead !== undefined)
      await store.changeJobs([
        changed(over, { state: 'done', endedAt: noon }),
        changed(dead, { state: 'dead' }),
      ])
    const sorted = ['B', 'a', 'a@10', 'a@2', 'b', '\u00e9']
    expectSame(await store.queues(), sorted, 'the queues')
    await store.forgetJobs('B', noon + 1)
    expectSame(await store.queues(), sorted.slice(1), 'the queues when the jobs of one are forgotten')
  }),

  caseOf('Jobs are listed by state, page by page, in both directions.', async (store) => {
    await expectCommitted(store, { jobs: upTo(9).map((index) => newJob(`${index}`)) })
    const jobs = await list(store)
    const states = ['done', 'waiting', 'dead'] as const
    await store.changeJobs(
      jobs.map((job, index) => changed(job, { state: states[index % 3] ?? 'done', endedAt: noon })),
    )
    expectSame(idsOf(await list(store, { state: 'dead' })), ['2', '5', '8'], 'the dead')
    expectSame(idsOf(await list(store, { state: 'done', order: 'newest' })), ['6', '3', '0'], 'the done')
    for (const [order, all] of [
      ['oldest', upTo(9).map(String)],
      ['newest', upTo(9).map((index) => `${8 - index}`)],
    ] as const)
      for (const limit of [1, 4, 9, 10]) {
        const found: JobRow[] = []
        for (let after: number | null = null; ;) {
          const page: readonly JobRow[] = await list(store, { order, after, limit })
          expectThat(page.length <= limit, `a page of ${limit} has ${page.length} jobs`)
          found.push(...page)
          expectThat(found.length <= 9, 'the pages do not end')
          after = page.at(-1)?.place ?? null
          if (after === null) break
        }
        expectSame(idsOf(found), all, `the ${order} by pages of ${limit}`)
      }
  }),

  caseOf('What waits and is due comes soonest first, then by place.', async (store) => {
    const dueAts = [30, null, 10, 20, 10, -5]
    await expectCommitted(store, {
      jobs: [
        ...dueAts.map((after, index) => newJob(`${index}`, { dueAt: after === null ? null : noon + after })),
        newJob('other', { queue: 'other', dueAt: noon }),
      ],
    })
    const due = async (by: number, limit = 9): Promise<readonly string[]> =>
      idsOf(await store.dueJobs(queue, noon + by, limit))
    expectSame(await due(20), ['5', '2', '4', '3'], 'what is due')
    expectSame(await due(19), ['5', '2', '4'], 'what is due a little earlier')
    expectSame(await due(20, 2), ['5', '2'], 'the soonest two')
    await store.changeJobs([
      changed(await one(store, '2'), { state: 'done', endedAt: noon }),
      changed(await one(store, '4'), { dueAt: null }),
      changed(await one(store, '1'), { dueAt: noon + 1 }),
    ])
    expectSame(await due(40), ['5', '1', '3', '0'], 'what is due after changes')
  }),

  caseOf('A place is never given twice.', async (store) => {
    await expectCommitted(store, { jobs: [newJob('a'), newJob('b')] })
    const last = await one(store, 'b')
    await store.changeJobs([changed(last, { state: 'done', endedAt: noon })])
    expectSame(await store.forgetJobs(queue, noon + 1), 1, 'how many are forgotten')
    await expectCommitted(store, { jobs: [newJob('c')] })
    expectThat((await one(store, 'c')).place > last.place, 'a place was given again')
  }),

  caseOf('What is done is forgotten by when it ended; what is dead stays.', async (store) => {
    await expectCommitted(store, { jobs: [...'abcde'].map((id) => newJob(id)) })
    const ended = [
      ['a', 'done', 1],
      ['b', 'done', 2],
      ['c', 'dead', 1],
      ['d', 'done', 5],
    ] as const
    for (const [id, state, after] of ended)
      await store.changeJobs([changed(await one(store, id), { state, endedAt: noon + after })])
    expectSame(await store.forgetJobs('other', noon + 9), 0, 'how many of another queue')
    expectSame(await store.forgetJobs(queue, noon + 2), 1, 'how many ended before the second')
    expectSame(idsOf(await list(store)), ['b', 'c', 'd', 'e'], 'what is left')
    expectSame(await store.forgetJobs(queue, noon + 9), 2, 'how many ended at all')
    expectSame(idsOf(await list(store)), ['c', 'e'], 'what is left in the end')
  }),
]

/** Who may change a job, and what goes along with a change. */
const changes: readonly ContractCase[] = [
  caseOf('A change in conflict adds no job and wakes none.', async (store) => {
    await expectCommitted(store, together(newThread('anna'), { jobs: [newJob('a', { awaits: 'anna' })] }))
    const wakes = [{ ...keyOf('anna'), at: noon }]
    const conflict = { expectedThreads: [{ ...keyOf('anna'), expected: 9 }], jobs: [newJob('b')], wakes }
    await expectConflict(store, conflict, 'a change of another revision')
    expectSame(
      (await list(store)).map(({ id, revision, dueAt }) => [id, revision, dueAt]),
      [['a', 1, null]],
      'the jobs',
    )
  }),

  caseOf(
    'A job is changed by who has read its newest revision, and what follows is added then.',
    async (store) => {
      await expectCommitted(store, { jobs: [newJob('a'), newJob('b')] })
      const [a, b] = [await one(store, 'a'), await one(store, 'b')]
      const next = { state: 'dead', awaits: 'anna', dueAt: noon, endedAt: noon + 1, text: 'next' } as const
      const given = [
        changed(a, { ...next, payload: 'other', adds: [newJob('after a'), newJob('b', { text: 'lost' })] }),
        changed(b, { expected: 2, text: 'lost', adds: [newJob('after b')] }),
        changed({ ...a, id: 'nobody' }, { adds: [newJob('after nobody')] }),
      ]
      expectSame(await store.changeJobs(given), ['a'], 'what was changed')
      expectSame(await one(store, 'a'), { ...a, ...next, revision: 2 }, 'the changed job')
      expectSame(await one(store, 'b'), b, 'the other job')
      expectSame(idsOf(await list(store)), ['a', 'b', 'after a'], 'all jobs')
      const payloads = async (): Promise<readonly string[]> =>
        (await store.jobsById(['a'])).map(({ payload }) => payload)
      expectSame(await payloads(), ['other'], 'its payload')
      await store.changeJobs([changed(await one(store, 'a'), { payload: null })])
      expectSame(await payloads(), ['other'], 'its payload, left as it is')
      await store.changeJobs([changed(await one(store, 'a'), { payload: '' })])
      expectSame(await payloads(), [''], 'its payload, taken away')
      expectSame(await store.changeJobs([]), [], 'no changes')
    },
  ),

  caseOf('A customer who writes makes due what awaits them, and nothing else.', async (store) => {
    await expectCommitted(store, {
      jobs: [
        newJob('held', { awaits: 'anna' }),
        newJob('late', { awaits: 'anna', dueAt: noon + 9 }),
        newJob('early', { awaits: 'anna', dueAt: noon - 9 }),
        newJob('of another', { awaits: 'bela' }),
        newJob('elsewhere', { awaits: 'anna', phoneNumberId: otherPhone }),
        newJob('of nobody', { dueAt: noon + 9 }),
        newJob('over', { awaits: 'anna' }),
      ],
    })
    await store.changeJobs([changed(await one(store, 'over'), { state: 'done', endedAt: noon })])
    const at = noon + 1
    const wake = { ...keyOf('anna'), at }
    await expectCommitted(store, { jobs: [newJob('new', { awaits: 'anna' })], wakes: [wake, wake] })
    const dueAts = (await list(store)).map(({ id, dueAt }) => [id, dueAt])
    const expected = [
      ['held', at],
      ['late', at],
      ['early', noon - 9],
      ['of another', null],
      ['elsewhere', null],
      ['of nobody', noon + 9],
      ['over', null],
      ['new', at],
    ]
    expectSame(dueAts, expected, 'when each is due')
    expectThat((await one(store, 'early')).revision > 1, 'who had read the job does not notice')
    expectSame((await one(store, 'of another')).revision, 1, 'the revision of another')
  }),

  caseOf('Erasing a customer takes the jobs whose text or payload holds an id.', async (store) => {
    await expectCommitted(store, {
      jobs: [
        newJob('a', { text: '{"to":"33639980001"}' }),
        newJob('b', { payload: 'x33639980001x' }),
        newJob('c', { text: 'x3363998000x', payload: '' }),
      ],
    })
    await store.erase({ threads: [], ids: ['33639980001', ''], tombstones: [] })
    expectSame(idsOf(await list(store)), ['c'], 'what is left')
  }),
]

/** Queues of jobs. */
export const jobs: readonly ContractCase[] = [...kept, ...changes]
