import { noChange } from '@guichet/runtime'
import { broken, changing, type BrokenStore } from './broken-stores.ts'

/** Faults of queues. */
export const brokenJobs: readonly BrokenStore[] = [
  changing('adds no jobs', (change) => ({ ...change, jobs: [] })),
  changing('adds jobs the other way round', (change) => ({ ...change, jobs: change.jobs.toReversed() })),
  changing('wakes nobody', (change) => ({ ...change, wakes: [] })),
  changing('wakes what awaits the customer at another phone number', (change) => ({
    ...change,
    wakes: change.wakes.flatMap((wake) => [wake, { ...wake, phoneNumberId: '106540352242923' }]),
  })),
  broken('wakes although the change is in conflict', (store) => ({
    commit: async (change) => {
      const outcome = await store.commit(change)
      const { wakes, jobs } = change
      if (outcome === 'conflict') await store.commit({ ...noChange, wakes, jobs })
      return outcome
    },
  })),
  broken('names no queues', () => ({ queues: async () => [] })),
  broken('names the first queue only', (store) => ({
    queues: async () => (await store.queues()).slice(0, 1),
  })),
  broken('names queues in any order', (store) => ({
    queues: async () => (await store.queues()).toReversed(),
  })),
  broken('leases a queue to all', () => ({ lease: async () => true })),
  broken('never lends a queue again', (store) => ({
    lease: (lease) => store.lease({ ...lease, length: lease.length * 1000 }),
  })),
  broken('lends all queues together', (store) => ({
    lease: (lease) => store.lease({ ...lease, queue: '' }),
  })),
  broken('gives jobs of any queue', (store) => ({
    dueJobs: async (queue, by, limit) => [
      ...(await store.dueJobs(queue, by, limit)),
      ...(await store.dueJobs('other', by, limit)),
    ],
  })),
  broken('gives what is due by place', (store) => ({
    dueJobs: async (queue, by, limit) =>
      (await store.dueJobs(queue, by, limit)).toSorted((one, other) => one.place - other.place),
  })),
  broken('leaves out what is due at the very instant', (store) => ({
    dueJobs: (queue, by, limit) => store.dueJobs(queue, by - 1, limit),
  })),
  broken('changes jobs of any revision', (store) => ({
    changeJobs: async (changes) => {
      const jobs = await store.jobsById(changes.map(({ id }) => id))
      return store.changeJobs(
        changes.map((change) => ({
          ...change,
          expected: jobs.find(({ id }) => id === change.id)?.revision ?? change.expected,
        })),
      )
    },
  })),
  broken('adds what follows from a change that was not made', (store) => ({
    changeJobs: async (changes) => {
      const made = await store.changeJobs(changes)
      for (const { id, adds } of changes)
        if (!made.includes(id)) await store.commit({ ...noChange, jobs: adds })
      return made
    },
  })),
  broken('forgets what is dead', (store) => ({
    changeJobs: (changes) =>
      store.changeJobs(changes.map((one) => (one.state === 'dead' ? { ...one, state: 'done' } : one))),
  })),
  broken('forgets what ended at the very instant', (store) => ({
    forgetJobs: (queue, before) => store.forgetJobs(queue, before + 1),
  })),
  broken('loses payloads that are left as they are', (store) => ({
    changeJobs: (changes) => store.changeJobs(changes.map((one) => ({ ...one, payload: one.payload ?? '' }))),
  })),
  broken('gives places again', (store) => ({
    jobs: async (query) => (await store.jobs(query)).map((job, index) => ({ ...job, place: index + 1 })),
  })),
]
