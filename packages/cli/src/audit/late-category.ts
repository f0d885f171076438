import type { Engine, Instant, Settlement, State, ThreadKey } from '@guichet/core'
import { templatesOf } from '@guichet/core/store'
import { instantInWords } from '@guichet/core/time'
import type { Finding } from './finding.ts'

/** Messages whose charges were settled before the category of their template was known. */
export interface Uncategorised {
  readonly see: (key: ThreadKey, settled: Pick<Settlement, 'messages' | 'charges'>) => void
  /** The messages whose category is known by now. */
  readonly knownLate: (state: State, engine: Engine) => readonly Finding[]
}

/** A message with a template whose name was known and whose category was not. */
interface Sent extends ThreadKey {
  readonly message: string
  readonly name: string
  readonly language: string | null
  readonly sentAt: Instant
}

/** Watches settlements. A message and its charge may settle one after the other. */
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
        const sentMessage = sent.get(name)
        sent.delete(name)
        if (sentMessage !== undefined && category === 'unknown') charged.push(sentMessage)
      }
    },
    knownLate: (state, engine) =>
      charged.flatMap((message) => {
        const { name, language, sentAt, phoneNumberId } = message
        const category = templatesOf(state, phoneNumberId).categoryOf(name, language, sentAt)
        return category === null ? [] : [findingOf(message, category, engine)]
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
  explanation:
    `The template ${name} was sent at ${instantInWords(sentAt, settings.timeZone)}. Its category, ` +
    `${category.toLowerCase()}, became known only after its charge was settled with an unknown category, ` +
    'so the charge stays unknown. Give the file with the templates before the files with the messages.',
})
