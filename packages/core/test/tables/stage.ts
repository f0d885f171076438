import {
  HOUR,
  type Content,
  type Event,
  type KnownTemplates,
  type Question,
  type ReportedConversation,
  type ReportedPricing,
  type ThreadEvent,
} from '../../src/index.ts'
import { emptyRegistry, registerChange, templatesFor, type Registry } from '../../src/store.ts'
import { key } from '../support/names.ts'

/** A story turned into events. */
export interface Staged {
  readonly events: readonly Event[]
  readonly threadEvents: readonly ThreadEvent[]
  readonly templates: KnownTemplates
  /** The wamid of the last message, which the row is about. */
  readonly message: string
  readonly sentAt: number
  /** Was it delivered as soon as it was sent? */
  readonly atOnce: boolean
  /** The same message as somebody would ask about it beforehand. */
  readonly question: Question
}

const wordParts =
  /^(?<what>[a-z_-]+)(?:@(?<hour>-?[\d.]+))?(?:>(?<fate>[a-z]*)(?<at>-?[\d.]+)?(?:\/(?<code>\d+))?)?(?:=(?<category>[a-z_]+))?(?:#(?<conversation>\w+)(?:\.\.(?<end>[\d.]+))?)?$/

interface Word {
  readonly what: string
  readonly at: number
  readonly fate: string
  readonly fateAt: number
  readonly code: string
  readonly category: string
  readonly conversation: ReportedConversation | null
}

const read = (text: string, zero: number): Word => {
  const groups = wordParts.exec(text)?.groups
  if (groups === undefined) throw new Error(`${text} is no word of a story`)
  const { what = '', hour = '0', fate = '', at = hour, code = '', category = '', conversation, end } = groups
  const instant = (hours: string): number => zero + Math.round(Number(hours) * HOUR)
  const told = conversation === undefined ? null : { id: conversation }
  return {
    what,
    at: instant(hour),
    fate,
    fateAt: instant(at),
    code,
    category,
    conversation: told === null || end === undefined ? told : { ...told, expiresAt: instant(end) },
  }
}

/** Which category stands in the template, where Meta's report names a finer one. */
const coarse: Readonly<Record<string, string>> = {
  marketing_lite: 'marketing',
  authentication_international: 'authentication',
  group_marketing: 'marketing',
  group_utility: 'utility',
  group_service: 'service',
  general_purpose_ai: 'service',
}

const contentOf = (what: string, said = ''): Content => {
  const category = coarse[what] ?? what
  if (category === 'service' || category === 'reaction') return { kind: category }
  const template = { kind: 'template' as const, name: what, language: 'en' }
  const named = category === 'template' || category === 'offer' ? said : category
  return named === '' ? template : { ...template, category: named }
}

const questionOf = ({ what, category }: Word): Question => {
  const content = contentOf(what, category)
  return content.kind === 'template' && coarse[what] !== undefined ? { ...content, category: what } : content
}

/** What Meta says of a message whose category only Meta knows. */
const reportOf = (what: string, at: number): ReportedPricing | null =>
  coarse[what] === undefined
    ? null
    : {
        model: at < Date.UTC(2025, 6, 1) ? 'CBP' : 'PMP',
        category: what.replace('_int', '-int'),
        ...(what === 'general_purpose_ai' ? { type: 'regular' } : {}),
      }

/**
 * Turns a story into events. `reports` are what Meta says of the last message's price: the first with its
 * `sent` status where there are two, the last with its `delivered` status.
 */
export const stage = (story: string, zero: number, reports: readonly ReportedPricing[] = []): Staged => {
  const words = story.split(' ').map((text) => read(text, zero))
  const lastMessage = words.findLastIndex(({ what }) => isMessage(what))
  const threadEvents: ThreadEvent[] = []
  let registry: Registry = emptyRegistry
  const changes: Event[] = []
  let before: { readonly id: string; readonly word: Word } | null = null
  for (const [index, word] of words.entries()) {
    const { what, at } = word
    const id = `m${String(index).padStart(2, '0')}`
    if (what === 'registered' || what === 'paused') {
      const status = what === 'paused' ? 'PAUSED' : 'APPROVED'
      const change = { type: 'template-changed' as const, id, at, name: 'offer', language: 'en', status }
      const full = what === 'paused' ? change : { ...change, category: word.category }
      changes.push(full)
      registry = registerChange(registry, full) ?? registry
    } else if (laterNews.has(what)) {
      if (before !== null) threadEvents.push(told(before.id, before.word, word))
    } else if (isMessage(what)) {
      before = { id, word }
      threadEvents.push(...sendingOf(id, word, index === lastMessage ? reports : []))
    } else threadEvents.push(...customerDoes(id, word))
  }
  const last = words[lastMessage] ?? read('service@0', zero)
  return {
    events: [...changes, ...threadEvents],
    threadEvents,
    templates: templatesFor(registry, []),
    message: `m${String(lastMessage).padStart(2, '0')}`,
    sentAt: last.at,
    atOnce: last.fate === '' && last.fateAt === last.at && lastMessage === words.length - 1,
    question: questionOf(last),
  }
}

/** Words that tell something more of the message before them. */
const laterNews: ReadonlySet<string> = new Set(['ends', 'fails', 'shown-free', 'got', 'lost'])
const notMessages: ReadonlySet<string> = new Set('says clicks calls app registered paused'.split(' '))

const isMessage = (what: string): boolean => !notMessages.has(what) && !laterNews.has(what)

/** The WhatsApp Business app sends beside the Cloud API: no event comes of it (COEX-1). */
const customerDoes = (id: string, { what, at }: Word): readonly ThreadEvent[] => {
  if (what === 'app') return []
  if (what === 'calls') return [{ type: 'customer-called', id, at, ...key }]
  const says = { type: 'customer-messaged' as const, id, at, kind: 'text', ...key }
  return [what === 'clicks' ? { ...says, entryPoint: { source: 'ad' } } : says]
}

const status = (
  message: string,
  name: 'sent' | 'delivered' | 'read' | 'failed',
  at: number,
  more: Partial<Extract<ThreadEvent, { type: 'message-status' }>> = {},
): ThreadEvent => ({
  type: 'message-status',
  id: `${message}/${name}`,
  message,
  status: name,
  at,
  ...key,
  ...more,
})

/** What Meta says later of a message. */
const told = (message: string, sent: Word, { what, at, category }: Word): ThreadEvent => {
  if (what === 'got' || what === 'lost') {
    const one = status(message, what === 'got' ? 'delivered' : 'failed', at, { participant: category })
    return { ...one, id: `${one.id}/${category}` }
  }
  if (what === 'fails') return status(message, 'failed', at, { errorCode: 131026 })
  return what === 'ends'
    ? status(message, 'sent', sent.at, {
        conversation: { id: 'entry point', origin: 'referral_conversion', expiresAt: at },
      })
    : status(message, 'sent', sent.at, {
        pricing: { model: 'PMP', category: 'referral_conversion', type: 'free_entry_point' },
      })
}

const sendingOf = (id: string, word: Word, reports: readonly ReportedPricing[]): readonly ThreadEvent[] => {
  const { what, at, fate, fateAt, code, category, conversation } = word
  const [first, second] = reports
  const early = second === undefined ? undefined : first
  const pricing = second ?? first ?? reportOf(what, at)
  const priced = pricing === null ? {} : { pricing }
  return [
    { type: 'business-messaged', id, at, content: contentOf(what, category), ...key },
    ...(early === undefined ? [] : [status(id, 'sent', at, { pricing: early })]),
    ...(conversation === null ? [] : [status(id, 'sent', at, { conversation })]),
    ...(fate === 'never'
      ? []
      : fate === 'failed'
        ? [status(id, 'failed', fateAt, { errorCode: Number(code), ...priced })]
        : [status(id, fate === 'read' ? 'read' : 'delivered', fateAt, priced)]),
  ]
}

/** What Meta says, from words: model, category, type or `-`, and a subtype or whether it is billable. */
export const reportsIn = (text: string): readonly ReportedPricing[] =>
  text === ''
    ? []
    : text.split(' then ').map((one) => {
        const [model = '', category = '', type = '-', more = ''] = one.split(' ')
        return {
          model,
          category,
          ...(type === '-' ? {} : { type }),
          ...(more === 'paid_exempt' ? { subtype: more } : {}),
          ...(more === 'billable' ? { billable: true } : more === 'unbillable' ? { billable: false } : {}),
        }
      })
