import {
  instantInWords,
  templatesOf,
  type Engine,
  type Instant,
  type Settlement,
  type State,
  type ThreadKey,
} from '@guichet/core'
import type { Finding } from './finding.ts'

/** Messages whose charges were settled while nobody had told the category of their template. */
export interface Uncategorised {
  readonly see: (key: ThreadKey, settled: Pick<Settlement, 'messages' | 'charges'>) => void
  /** Those of which the category is known by now. */
  readonly knownLate: (state: State, engine: Engine) => readonly Finding[]
}

/** A message that went out as a template of which only the name was known. */
interface Sent extends ThreadKey {
  readonly message: string
  readonly name: string
  readonly language: string | null
  readonly sentAt: Instant
}

/** Watches what settles. A message and its charge may come out one after the other. */
export const watchForLateCategories = (): Uncategorised => {
  const sent = new Map<string, Sent>()
  const charged: Sent[] = []
  return {
    see: ({ phoneNumberId, customer }, { messages, charges }) => {
      for (const { id, sentAt, content } of messages)
        if (content?.kind === 'template' && content.name !== undefined && content.category === undefined)
          sent.set(nameOf(phoneNumberId, id), {
            phoneNumberId,
            customer,
            message: id,
            name: content.name,
            language: content.language ?? null,
            sentAt,
          })
      for (const { message, category } of charges) {
        const name = nameOf(phoneNumberId, message)
        const own = sent.get(name)
        sent.delete(name)
        if (own !== undefined && category === 'unknown') charged.push(own)
      }
    },
    knownLate: (state, engine) =>
      charged.flatMap((one) => {
        const { name, language, sentAt, phoneNumberId } = one
        const category = templatesOf(state, phoneNumberId).categories.of(name, language, sentAt)
        return category === null ? [] : [findingOf(one, category, engine)]
      }),
  }
}

const nameOf = (phoneNumberId: string, message: string): string => JSON.stringify([phoneNumberId, message])

const findingOf = (
  { phoneNumberId, customer, message, name, sentAt }: Sent,
  category: string,
  { settings }: Engine,
): Finding => ({
  code: 'category-known-late',
  phoneNumberId,
  customer,
  message,
  at: sentAt,
  because: ['category-unknown', 'TPL-8'],
  doubt: null,
  explanation: `The template ${name} was sent at ${instantInWords(sentAt, settings.timeZone)}. That its category is ${category.toLowerCase()} became known only after its charge was settled as unknown, so the charge stays so. Name the file with the templates before those with the messages.`,
})
