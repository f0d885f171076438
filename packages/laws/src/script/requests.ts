import type { Instant } from '@guichet/core'
import type { Key, MessageJson, Request } from '../protocol.ts'
import { iso, threadsIn, type Story } from '../story.ts'

/** How do things stand? */
export const viewAt = ({ phoneNumberId, customer }: Key, at: Instant): Request => ({
  op: 'view',
  phoneNumberId,
  customer,
  at: iso(at),
})

/** May this be sent? */
export const askAt = ({ phoneNumberId, customer }: Key, message: MessageJson, at: Instant): Request => ({
  op: 'ask',
  phoneNumberId,
  customer,
  at: iso(at),
  message,
})

/** What did everything cost? */
export const charges: Request = { op: 'charges' }

/** What did one thread cost? */
export const chargesOf = ({ phoneNumberId, customer }: Key): Request => ({
  op: 'charges',
  phoneNumberId,
  customer,
})

export const service: MessageJson = { kind: 'service' }
export const reaction: MessageJson = { kind: 'reaction' }

/** A template by its name and category; its language is left open. */
export const template = (name: string, category: string): MessageJson => ({
  kind: 'template',
  name,
  category,
})

/** A few of the story's instants, chosen by its dice, so that no conversation grows too long. */
export const fewAsked = ({ asked, dice }: Story, most = 6): readonly Instant[] => {
  const every = Math.max(1, Math.ceil(asked.length / most))
  return asked.filter((_, index) => index % every === dice % every)
}

/** Every thread of a story at a few of its instants. */
export const placesIn = (story: Story, most?: number): readonly (readonly [Key, Instant])[] =>
  threadsIn(story).flatMap((key) => fewAsked(story, most).map((at): readonly [Key, Instant] => [key, at]))

/** One of each sort of message, and a template that the story knows. */
export const messagesOf = (story: Story): readonly MessageJson[] => {
  const known = story.events.flatMap((event): MessageJson[] => {
    if (event.type === 'template-changed')
      return [{ kind: 'template', name: event.name, language: event.language }]
    return event.type === 'business-messaged' && event.content.kind === 'template' ? [event.content] : []
  })
  const chosen = known[story.dice % Math.max(1, known.length)]
  return [service, reaction, template('promo', 'marketing'), ...(chosen === undefined ? [] : [chosen])]
}

/** How things stand and what may be sent, in these threads at these instants. */
export const questionsAbout = (
  story: Story,
  keys: readonly Key[] = threadsIn(story),
  asked: readonly Instant[] = fewAsked(story),
): readonly Request[] =>
  keys.flatMap((key) =>
    asked.flatMap((at) => [viewAt(key, at), ...messagesOf(story).map((message) => askAt(key, message, at))]),
  )

/** The same, and what it cost. */
export const everythingAbout = (story: Story): readonly Request[] => [...questionsAbout(story), charges]
