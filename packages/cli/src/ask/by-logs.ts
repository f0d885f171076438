import type { Readable } from 'node:stream'
import { isLeft, phoneNumbersOf, type Event, type State } from '@guichet/core'
import { templatesOf, threadOf } from '@guichet/core/store'
import { outboundEvents } from '../input/outbound.ts'
import { readInput } from '../input/read.ts'
import { readRecord } from '../input/record.ts'
import type { Unusable } from '../io.ts'
import type { Basis, Inquiry } from './basis.ts'
import { watchMetaRefusals, type MetaRefusals } from './meta-refusals.ts'

/** Answers from logs. */
export const askLogs = async (
  logs: readonly string[],
  inquiry: Inquiry,
  stdin: Readable,
): Promise<Basis | Unusable> => {
  const read = await readLogs(logs, inquiry, stdin)
  if ('unusable' in read) return read
  const { engine, thread, questions, at } = inquiry
  const { state, unread, refusals } = read
  const known = threadOf(state, thread)
  const templates = templatesOf(state, thread.phoneNumberId)
  const input = { templates, customer: thread.customer, closedByMeta: refusals.closedAt(state, thread) }
  return {
    name: 'the logs',
    phoneNumbers: phoneNumbersOf(state),
    isKnown: known.newest !== null,
    unread,
    view: engine.view(state, thread, at),
    answers: questions.map((question) => {
      // The thread decides the refusal; the charge depends on all threads.
      const refused = engine.thread.ask(known, question, at, input)
      return isLeft(refused) ? refused : engine.ask(state, thread, question, at)
    }),
  }
}

/** What logs hold, as far as an answer needs it. */
export interface Read {
  readonly state: State
  readonly unread: number
  readonly refusals: MetaRefusals
}

/** Reads logs into a state. */
export const readLogs = async (
  logs: readonly string[],
  { engine, thread }: Pick<Inquiry, 'engine' | 'thread'>,
  stdin: Readable,
): Promise<Read | Unusable> => {
  let state = engine.initial
  let unread = 0
  const refusals = watchMetaRefusals()
  const absorb = (event: Event): void => {
    const absorbed = engine.absorb(state, event)
    state = absorbed.state
    if (absorbed.outcome === 'absorbed') refusals.read(state, event)
  }
  for (const log of logs) {
    const failure = await readInput(log, stdin, {
      text: (text) => {
        const record = readRecord(text)
        if (record.is !== 'outbound') unread += record.unread.length
        if (record.is === 'nothing') return
        const events =
          record.is === 'outbound'
            ? outboundEvents(record.outbound, record.outbound.phoneNumberId ?? thread.phoneNumberId)
            : record.events
        events.forEach(absorb)
      },
      tooLong: () => unread++,
      progress: () => undefined,
    })
    if (failure !== null) return { unusable: `${failure.file}: ${failure.reason}` }
  }
  return { state, unread, refusals }
}
