import type { Template } from './templates.ts'

/** What an answer rests on without knowing it. */
export type NotKnown = 'templates' | 'messaging-limit' | 'restrictions' | 'throughput' | 'call-permission'

/** A reason's code, and what the protocol says beside it but for the clauses. */
export type ReasonReply = { readonly code: string } & Readonly<Record<string, unknown>>

/** May this be sent, as the protocol says it, without clauses. */
export type AskReply =
  | {
      readonly answer: 'allowed'
      readonly validUntil: string | null
      readonly charge: { readonly unit: string; readonly category: string; readonly type: string }
      readonly notKnown: readonly NotKnown[]
    }
  | {
      readonly answer: 'refused'
      readonly reasons: readonly ReasonReply[]
      readonly remedies: readonly RemedyReply[]
      readonly notKnown: readonly NotKnown[]
    }

/** What to do instead. */
export type RemedyReply =
  | { readonly do: 'wait-for-customer' }
  | { readonly do: 'wait-until'; readonly at: string }
  | { readonly do: 'ask-for-call-permission'; readonly by: 'service' | 'template' }
  | {
      readonly do: 'send-template' | 'choose-another-template'
      /** Templates that would be allowed; `null` where none is known, but not all are. */
      readonly templates: readonly { name: string; language: string; category?: string }[] | null
      /** Categories that would be refused. */
      readonly except: readonly string[]
    }

/** Are these of one name and language? */
export const isNamesake = (one: Template, other: Template): boolean =>
  one.name === other.name && one.language === other.language

/** A template as a remedy names it. */
export const templateReply = ({
  name,
  language,
  category,
}: Template): { name: string; language: string; category?: string } =>
  category === null ? { name, language } : { name, language, category }
