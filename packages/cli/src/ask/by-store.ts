import type { Answer } from '@guichet/core'
import { withStore } from '../store/with-store.ts'
import type { Basis, Inquiry } from './basis.ts'

/** Answers from a store. */
export const askStore = (url: string, inquiry: Inquiry, now: () => number): Promise<Basis> =>
  withStore({ url, engine: inquiry.engine, missing: 'refuse', now }, async ({ runtime }) => {
    const { thread, questions, at } = inquiry
    const answers: Answer[] = []
    for (const question of questions) answers.push(await runtime.ask(thread, question, at))
    return {
      name: 'the store',
      phoneNumbers: (await runtime.phoneNumbers()).map(({ id }) => id),
      isKnown: (await runtime.find(thread)) !== null,
      unread: 0,
      answers,
      view: await runtime.view(thread, at),
    }
  })
