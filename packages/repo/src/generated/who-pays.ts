import {
  HOUR,
  defaultSettings,
  engine,
  fromIso,
  isLeft,
  type Answer,
  type Citation,
  type Content,
  type Engine,
  type Forecast,
  type OwnAmendment,
  type Rulebook,
  type ReportedConversation,
  type ThreadEvent,
} from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import { inThousands } from './rules-in-words.ts'
import { tableOf } from './table.ts'

/** A table of who pays, and the clauses that it rests on. */
export interface WhoPays {
  readonly table: string
  readonly clauses: ReadonlySet<Citation>
}

/** Who pays under a rulebook: each cell is what the engine answers to somebody who asks in that situation. */
export const whoPays = (book: Rulebook, amendments: readonly OwnAmendment[] = []): WhoPays => {
  const subject = engine({ ...defaultSettings, rulebook: book.id, amendments })
  const cited = new Set<Citation>()
  const cell = (message: Message, column: Column): string => {
    const { words, because } = verdictOf(answerIn(subject, message, column))
    for (const id of because) cited.add(id)
    return `${words}<br>${because.join(', ')}`
  }
  const byMessage = book.rules.charging.by === 'message'
  const rows = messages.flatMap((message) =>
    (byMessage ? [null] : openedBefore(message, book)).map((open) => [
      message.name,
      ...(byMessage ? [] : [open?.name ?? 'nothing']),
      ...places.map((place) => cell(message, { ...place, opener: open?.opener ?? null })),
    ]),
  )
  const head = ['message', ...(byMessage ? [] : ['conversation open']), ...places.map(({ name }) => name)]
  return { table: tableOf(head, rows), clauses: cited }
}

interface Message {
  readonly name: string
  readonly content: Content
}

const template = (category: string): Message => ({
  name: `${category} template`,
  content: { kind: 'template', name: category, language: 'en', category },
})

const [marketing, utility, authentication] = ['marketing', 'utility', 'authentication'].map(template)
const service: Message = { name: 'service message', content: { kind: 'service' } }
const templates: readonly Message[] = [marketing, utility, authentication].flatMap((one) => one ?? [])
const messages: readonly Message[] = [
  ...templates,
  service,
  { name: 'reaction', content: { kind: 'reaction' } },
]

/** A conversation that is open, and the message that opened it. */
interface OpenedBefore {
  readonly name: string
  readonly opener: Content | null
}

const nothingOpen: OpenedBefore = { name: 'nothing', opener: null }

const openedBefore = ({ content }: Message, { rules }: Rulebook): readonly OpenedBefore[] => {
  if (rules.charging.by === 'conversation-by-initiator')
    return [nothingOpen, { name: 'any', opener: service.content }]
  if (content.kind !== 'template')
    return [
      nothingOpen,
      { name: 'service', opener: service.content },
      { name: 'of a template', opener: marketing?.content ?? null },
    ]
  const other = templates.find((one) => one.content !== content)
  return [
    nothingOpen,
    { name: 'of its category', opener: content },
    { name: 'of another category', opener: other?.content ?? null },
    { name: 'service', opener: service.content },
  ]
}

/** What the customer did, in hours before the question, and how an entry point was answered. */
interface Place {
  readonly name: string
  readonly customer: readonly { readonly hour: number; readonly ad: boolean }[]
  readonly answered: number | null
}

interface Column extends Place {
  readonly opener: Content | null
}

const places: readonly Place[] = [
  { name: 'window closed', customer: [], answered: null },
  { name: 'window open', customer: [{ hour: -2, ad: false }], answered: null },
  { name: 'window closed, entry point open', customer: [{ hour: -30, ad: true }], answered: -10 },
  { name: 'window open, entry point open', customer: [{ hour: -5, ad: true }], answered: -3 },
]

const thread = { phoneNumberId: '100', customer: '15550100001' }

const answerIn = (subject: Engine, { content }: Message, column: Column): Answer => {
  const zero = fromIso('2026-10-10T12:00:00Z') ?? 0
  const at = (hour: number): number => zero + hour * HOUR
  const sent = (
    id: string,
    what: Content,
    from: number,
    delivered: number,
    conversation?: ReportedConversation,
  ): readonly ThreadEvent[] => [
    { type: 'business-messaged', id, at: at(from), content: what, ...thread },
    {
      type: 'message-status',
      id: `${id}/delivered`,
      message: id,
      status: 'delivered',
      at: at(delivered),
      ...thread,
      ...(conversation === undefined ? {} : { conversation }),
    },
  ]
  // What opened the conversation was sent before the click, or it would have been the answer to it. So long after, only
  // Meta's word keeps it open (POS-45).
  const events: readonly ThreadEvent[] = [
    ...(column.opener === null
      ? []
      : sent('opener', column.opener, -31, -12, { id: 'open', expiresAt: at(1) })),
    ...column.customer.map(({ hour, ad }): ThreadEvent => ({
      type: 'customer-messaged',
      id: `customer ${hour}`,
      at: at(hour),
      kind: 'text',
      ...thread,
      ...(ad ? { entryPoint: { source: 'ad' as const } } : {}),
    })),
    ...(column.answered === null ? [] : sent('answer', service.content, column.answered, column.answered)),
  ]
  return subject.ask(events.reduce(subject.evolve, emptyState), thread, content, zero)
}

interface Verdict {
  readonly words: string
  readonly because: readonly Citation[]
}

const verdictOf = (answer: Answer): Verdict => {
  if (isLeft(answer)) {
    const reasons = answer.left.answer === 'refused' ? answer.left.reasons : []
    return { words: 'may not be sent', because: reasons.flatMap(({ because }) => because) }
  }
  const { charge } = answer.right
  return { words: inWords(charge), because: [...new Set(charge.because)] }
}

const inWords = ({ type, category, tier, opens }: Forecast): string => {
  const opening = opens.some(({ what }) => what === 'billed-conversation') ? `opens \`${category}\`, ` : ''
  switch (type) {
    case 'rides_open_conversation':
      return 'paid with the open conversation'
    case 'free_entry_point':
      return 'free: entry point'
    case 'not_charged':
      return 'never charged'
    case 'regular':
      return `${opening}paid`
    default:
      return tier === null
        ? `${opening}free`
        : `${opening}free among the first ${inThousands(tier.amount)} of the month, then paid`
  }
}
