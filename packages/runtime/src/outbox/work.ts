import { isRight, type Duration, type Instant, type Refusal, type TooOld } from '@guichet/core'
import { workerOf, type Worker } from '../jobs/worker.ts'
import type { SendRequest, Surroundings, Timer } from '../ports.ts'
import type { Runtime } from '../runtime-interface.ts'
import type { SendResult } from '../send/result.ts'
import type { JobRow, StoredJob } from '../store/jobs.ts'
import type { Store } from '../store/store.ts'
import type { Follows, OutboxWork } from './worked.ts'
import { outboxQueue, readEntry, writeEntry, type OutboxEntry } from './entry.ts'
import { doingFor, requestFor, stepAfter, type Step } from './step.ts'

interface Input extends OutboxWork {
  readonly store: Store
  readonly surroundings: Surroundings
  readonly timer: Timer
  readonly send: Runtime['send']
  readonly plan: Runtime['plan']
  readonly ask: Runtime['ask']
  readonly follows: Follows
  /** Names this process. */
  readonly holder: string
}

/** Customers whose messages are sent at the same time. */
const mostAtOnce = 32
/** Entries that are read at once. */
const portion = 200
/** What became of an entry is kept for so long. */
const kept: Duration = 30 * 86_400_000
const forgetEvery: Duration = 3_600_000

/** Sends what is due in the outbox, for each customer in the order in which it is due. */
export const workOnOutbox = (input: Input): Worker => {
  const { store, surroundings, timer, holder, onFailure = () => undefined } = input
  const { now } = surroundings
  const underWay = new Map<string, Promise<void>>()
  let forgottenAt: Instant | null = null

  const round = async (): Promise<void> => {
    const at = now()
    if (forgottenAt === null || at >= forgottenAt + forgetEvery) {
      forgottenAt = at
      await store.forgetJobs(outboxQueue, at - kept)
    }
    const due = await store.dueJobs(outboxQueue, at, portion * (1 + underWay.size))
    const lines = new Map<string, JobRow[]>()
    for (const job of due) {
      const { phoneNumberId, recipient } = readEntry(job)
      const line = JSON.stringify([phoneNumberId, recipient])
      if (underWay.has(line)) continue
      if (!lines.has(line) && lines.size + underWay.size >= mostAtOnce) continue
      lines.set(line, [...(lines.get(line) ?? []), job])
    }
    for (const [line, jobs] of lines) {
      const one = inTurn(jobs, input)
        .catch(onFailure)
        .finally(() => {
          underWay.delete(line)
          worker.nudge()
        })
      underWay.set(line, one)
    }
  }

  const worker = workerOf({
    store,
    queue: outboxQueue,
    holder,
    now,
    timer,
    round,
    idle: async () => void (await Promise.all(underWay.values())),
    onFailure,
  })
  return worker
}

/** One customer's entries one after the other. What follows one that a rate holds up waits as long. */
const inTurn = async (jobs: readonly JobRow[], input: Input): Promise<void> => {
  let notBefore: Instant | null = null
  for (const { id } of jobs) {
    const [job] = await input.store.jobsById([id])
    if (job === undefined || job.state !== 'waiting') continue
    const step = await oneStep(job, notBefore, input)
    if (step?.is === 'later' && step.isRate) notBefore = Math.max(notBefore ?? 0, step.at)
  }
}

const oneStep = async (job: StoredJob, notBefore: Instant | null, input: Input): Promise<Step | null> => {
  const { store, surroundings, send, plan } = input
  const now = surroundings.now()
  const entry = readEntry(job)
  const request = JSON.parse(job.payload) as SendRequest
  if (notBefore !== null && now < entry.until) {
    const step: Step = { is: 'later', at: Math.min(notBefore, entry.until), awaits: false, isRate: true }
    await settle(job, entry, step, input)
    return step
  }
  const doing = await doingFor(entry, request, now, plan)
  if (doing.is !== 'send') {
    await settle(job, entry, doing, input)
    return doing
  }
  const asked = requestFor(request, doing.form)
  const refused = await refusalOf(asked, input)
  if (refused !== null) {
    const step = stepAfter(refused, entry, surroundings.now())
    await settle(job, entry, step, input)
    return step
  }
  // From here on nobody cancels it.
  const text = writeEntry({ ...entry, isSending: true })
  const { id, revision, state, awaits, dueAt, endedAt } = job
  const mark = { id, expected: revision, state, awaits, dueAt, endedAt, text, payload: null, adds: [] }
  if ((await store.changeJobs([mark])).length === 0) return null
  const result = await send(asked)
  const step = stepAfter(result, entry, surroundings.now())
  await settle({ ...job, revision: revision + 1 }, entry, step, input)
  return step
}

/** What the rules say against all that may be sent, where they do: most looks end here, and nothing was claimed. */
const refusalOf = async (request: SendRequest, { ask }: Input): Promise<SendResult | null> => {
  const key = { phoneNumberId: request.phoneNumberId, customer: request.recipient }
  const first = await ask(key, request.content)
  if (isRight(first) || isUnlisted(first.left)) return null
  if (request.otherwise === undefined) return { outcome: 'refused-by-rule', answer: first.left }
  const second = await ask(key, request.otherwise.content)
  return isRight(second) || isUnlisted(second.left)
    ? null
    : { outcome: 'refused-by-rule', answer: first.left, otherwise: second.left }
}

/** Who sends may know a newer list of templates. */
const isUnlisted = (answer: Refusal | TooOld): boolean =>
  answer.answer === 'refused' && answer.reasons.some(({ code }) => code === 'template-unknown')

/** Writes what a look came to. Where the customer wrote meanwhile, an entry that goes on is looked at again. */
const settle = async (
  job: JobRow,
  entry: OutboxEntry,
  step: Step,
  { store, surroundings, follows }: Input,
): Promise<void> => {
  const now = surroundings.now()
  let expected = job.revision
  for (;;) {
    const text = writeEntry({ ...entry, isSending: false, outcome: step.is === 'over' ? step.outcome : null })
    const ended: OutboxEntry =
      step.is === 'over'
        ? { ...entry, isSending: false, outcome: step.outcome, dueAt: null, endedAt: now }
        : entry
    const change =
      step.is === 'over'
        ? ({
            state: 'done',
            awaits: null,
            dueAt: null,
            endedAt: now,
            payload: '',
            adds: follows(ended),
          } as const)
        : ({
            state: 'waiting',
            awaits: step.awaits ? entry.recipient : null,
            dueAt: step.at,
            endedAt: null,
            payload: null,
            adds: [],
          } as const)
    if ((await store.changeJobs([{ id: job.id, expected, text, ...change }])).length > 0) return
    const [again] = await store.jobsById([job.id])
    if (again === undefined || again.state !== 'waiting') return
    expected = again.revision
    // It is due since the customer wrote: the next look decides.
    if (step.is === 'later' && step.awaits) {
      const { awaits, dueAt, endedAt } = again
      const same = {
        id: job.id,
        expected,
        state: 'waiting',
        awaits,
        dueAt,
        endedAt,
        text,
        payload: null,
      } as const
      if ((await store.changeJobs([{ ...same, adds: [] }])).length > 0) return
    }
  }
}
