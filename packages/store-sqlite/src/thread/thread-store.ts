import { capabilities, type FileCalls } from '../file-store.ts'
import { lineTo } from './line.ts'
import type { Worker } from 'node:worker_threads'

/**
 * The store that works in that thread, on the file of that path. It takes calls in order, and any number of them
 * before it has answered the first.
 *
 * Rejects with a store failure where the file cannot be opened. When the thread ends, every call is `unavailable`;
 * one that was to write and was not answered yet is uncertain.
 */
export const threadStore = async (worker: Worker, path: string): Promise<FileCalls> => {
  const { ask, hangUp } = await lineTo(worker, path)
  return {
    capabilities,
    load: (wanted) => ask('load', wanted),
    commit: (change) => ask('commit', change),

    events: (key, page) => ask('events', key, page),
    templates: (page) => ask('templates', page),
    sends: (page) => ask('sends', page),
    phoneNumbers: () => ask('phoneNumbers'),
    threads: (page) => ask('threads', page),
    due: (what, within, limit) => ask('due', what, within, limit),
    claimed: (use) => ask('claimed', use),
    counting: (query) => ask('counting', query),
    openTo: (keys) => ask('openTo', keys),
    openIntents: (limit) => ask('openIntents', limit),
    intentsTo: (phoneNumberId, recipients, limit) => ask('intentsTo', phoneNumberId, recipients, limit),
    unread: (limit) => ask('unread', limit),
    findings: (limit, code) => ask('findings', limit, code),
    journal: (page) => ask('journal', page),
    allEvents: (page) => ask('allEvents', page),

    lease: (lease) => ask('lease', lease),
    queues: () => ask('queues'),
    jobs: (query) => ask('jobs', query),
    dueJobs: (queue, by, limit) => ask('dueJobs', queue, by, limit),
    jobsById: (ids) => ask('jobsById', ids),
    changeJobs: (changes) => ask('changeJobs', changes),
    forgetJobs: (queue, before) => ask('forgetJobs', queue, before),

    pruneJournal: (before, texts) => ask('pruneJournal', before, texts),
    erase: (erasure) => ask('erase', erasure),
    prove: () => ask('prove'),
    dataVersion: () => ask('dataVersion'),
    close: hangUp,
  }
}
