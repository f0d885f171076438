import type { Answer } from '../model/answer.ts'
import { readAnswers } from '../model/answer.ts'
import type { Content } from '../model/content.ts'
import { readEvents, type ThreadEvent } from '../model/event.ts'
import { keyOf, type ThreadKey } from '../model/thread.ts'
import { isInTrouble, type Template } from '../model/template.ts'
import { readView, type ThreadView } from '../model/view.ts'
import type { Client, Reply } from '../server/client.ts'
import type { ServerClock } from '../clock.ts'

/** Whether a message may be sent now. */
export interface Choice {
  readonly content: Content
  readonly answer: Answer
}

/** The details of one thread. */
export interface Details {
  readonly view: ThreadView
  readonly choices: readonly Choice[]
  readonly events: readonly ThreadEvent[]
}

/** The result of a request for a thread. */
export type Loaded =
  | { readonly is: 'ok'; readonly details: Details }
  | { readonly is: 'unknown-thread' }
  | { readonly is: 'wrong-key' }
  | { readonly is: 'failed'; readonly reason: string }

const mostTemplates = 40

/** Requests the details of a thread. */
export const loadDetails = async (
  key: ThreadKey,
  templates: readonly Template[],
  client: Client,
  clock: ServerClock,
): Promise<Loaded> => {
  const path = `/threads/${keyOf(key)}`
  const contents = contentsOf(templates)
  const [viewed, history, asked] = await Promise.all([
    client.get(path),
    client.get(`${path}/history`),
    client.post('/ask', { ...key, messages: contents }),
  ])
  if (viewed.is === 'not-found') return { is: 'unknown-thread' }
  if (viewed.is !== 'ok') return viewed
  const view = readView(viewed.body)
  if (view === null) return { is: 'failed', reason: 'the server’s answer is not valid' }
  clock.record(view.now, viewed.askedAt)
  const answers = readAnswers(bodyOf(asked))
  const choices = contents.flatMap((content, index) => {
    const answer = answers[index] ?? null
    return answer === null ? [] : [{ content, answer }]
  })
  return { is: 'ok', details: { view, choices, events: readEvents(bodyOf(history)) } }
}

const bodyOf = (reply: Reply): unknown => (reply.is === 'ok' ? reply.body : null)

/**
 * The messages to ask about: a service message, a reaction, and each template once, those in trouble last.
 */
const contentsOf = (templates: readonly Template[]): readonly Content[] => {
  const sorted = [...templates.filter((one) => !isInTrouble(one)), ...templates.filter(isInTrouble)]
  const once = new Map(sorted.map((one) => [JSON.stringify([one.name, one.language]), one]))
  return [
    { kind: 'service' },
    { kind: 'reaction' },
    ...[...once.values()].slice(0, mostTemplates).map(({ name, language, category }) => ({
      kind: 'template' as const,
      name,
      language,
      ...(category === null ? {} : { category }),
    })),
  ]
}
