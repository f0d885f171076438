import type { NewJob } from '@guichet/runtime'
import type { Connection } from '../connection.ts'
import type { Step } from './step.ts'

const add = `
  insert into jobs
    (id, queue, revision, state, phone_number_id, awaits, due_at, made_at, ended_at, text, payload)
  select ?1, ?2, 1, 'waiting', ?3, ?4, ?5, ?6, null, ?7, ?8
  where not exists (select 1 from jobs where substr(id, 1, 12) = substr(?1, 1, 12) and id = ?1)`

/** Adds a job at the next place, unless one of its id is there. */
export const addJob = (
  { run }: Connection,
  { id, queue, phoneNumberId, awaits, dueAt, madeAt, text, payload }: NewJob,
): void => {
  run(add, [id, queue, phoneNumberId, awaits, dueAt, madeAt, text, payload])
}

export const addJobs: Step = (connection, { jobs }) => {
  for (const job of jobs) addJob(connection, job)
  return true
}

const makeDue = `
  update jobs set due_at = min(coalesce(due_at, ?1), ?1), revision = revision + 1
  where awaits = ?3 and phone_number_id = ?2 and state = 'waiting' and awaits is not null`

export const wake: Step = ({ run }, { wakes }) => {
  for (const { phoneNumberId, customer, at } of wakes) run(makeDue, [at, phoneNumberId, customer])
  return true
}
