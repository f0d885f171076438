import type { Charge, Engine, Instant, State, TemplateName, ThreadKey } from '@guichet/core'
import { templatesOf } from '@guichet/core/store'
import { instantInWords } from '@guichet/core/time'
import type { Finding } from './finding.ts'

/** Messages whose charges were settled before the category of their template was known. */
export interface Uncategorised {
  readonly see: (key: ThreadKey, settled: readonly Charge[]) => void
  /** The messages whose category is known by now. */
  readonly knownLate: (state: State, engine: Engine) => readonly Finding[]
}

interface Charged extends ThreadKey, TemplateName {
  readonly message: string
  readonly sentAt: Instant
}

/** Watches the charges that are settled. */
export const watchForLateCategories = (): Uncategorised => {
  const charged = new Map<string, Charged>()
  return {
    see: ({ phoneNumberId, customer }, settled) => {
      for (const { message, sentAt, uncategorised } of settled)
        // A message to a group is charged for each member, and stands here once.
        if (uncategorised !== undefined)
          charged.set(JSON.stringify([phoneNumberId, customer, message, sentAt]), {
            phoneNumberId,
            customer,
            message,
            sentAt,
            ...uncategorised,
          })
    },
    knownLate: (state, engine) =>
      [...charged.values()].flatMap((one) => {
        const { name, language, sentAt, phoneNumberId } = one
        const category = templatesOf(state, phoneNumberId).categoryOf(name, language, sentAt)
        return category === null ? [] : [findingOf(one, category, engine)]
      }),
  }
}

const findingOf = (
  { phoneNumberId, customer, message, name, sentAt }: Charged,
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
