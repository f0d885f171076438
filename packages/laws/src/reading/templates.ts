import type { Event, Instant, TemplateChanged, TemplatesListed, ThreadEvent } from '@guichet/core'
import { accountsOf, type Heard } from './accounts.ts'
import { byText } from './in-order.ts'
import { remembered } from './remembered.ts'

/** A template as it is known at an instant. */
export interface Template {
  readonly name: string
  readonly language: string
  /** Meta's word; `null` while none was heard. */
  readonly status: string | null
  readonly category: string | null
}

/** What a phone number knows of templates. */
export interface Known {
  readonly templates: readonly Template[]
  /** Are these all that there are? */
  readonly isComplete: boolean
}

/** Something that an event says about one template. */
type Word =
  | { readonly at: Instant; readonly is: 'sent'; readonly name: string; readonly language: string }
  | { readonly at: Instant; readonly is: 'listed'; readonly list: TemplatesListed }
  | { readonly at: Instant; readonly is: 'changed'; readonly change: TemplateChanged }

/**
 * The templates of a phone number that something is known of at an instant. Another account's do not speak for
 * it once its own is known; an event that names no account speaks for all.
 */
export const templatesAt: (heard: Heard, phoneNumberId: string, at: Instant) => Known = remembered(
  (heard, phoneNumberId, at) => readTemplates(heard, phoneNumberId, at, proofsIn),
)

/** The same for their categories. Sends prove nothing about these: bills of a thousand messages ask for each. */
export const categoriesAt = (heard: Heard, phoneNumberId: string, at: Instant): readonly Template[] =>
  readTemplates(heard, phoneNumberId, at, () => []).templates

const readTemplates = (
  heard: Heard,
  phoneNumberId: string,
  at: Instant,
  proofs: (events: readonly Event[]) => readonly TemplateSend[],
): Known => {
  const events = heard.events.filter((event) => event.at <= at)
  const own = accountsOf(phoneNumberId, heard)
  const sending = new Set(events.filter(isTemplateSend).map((send) => send.phoneNumberId))
  const heardOf = [
    ...events.flatMap((event) => (isAboutTemplates(event) ? (event.account ?? []) : [])),
    ...[...sending].flatMap((number) => accountsOf(number, heard)),
  ]
  const accounts = [...new Set(own.length > 0 ? own : heardOf)].sort(byText)
  // While no account is known at all, only what was said of none in particular counts.
  const tables = (accounts.length > 0 ? accounts : [null]).map((account) => {
    const numbers = [...sending].filter(
      (number) => account !== null && accountsOf(number, heard).includes(account),
    )
    const sends = proofs(events).filter((send) => [phoneNumberId, ...numbers].includes(send.phoneNumberId))
    const told = events.filter(
      (event) =>
        (event.type === 'template-changed' && (event.account === undefined || event.account === account)) ||
        (event.type === 'templates-listed' && event.account === account),
    )
    return tableOf([...told, ...sends])
  })
  return {
    templates: tables
      .flatMap(({ templates }) => templates)
      .sort((a, b) => byText(a.name, b.name) || byText(a.language, b.language)),
    isComplete: tables.every(({ isComplete }) => isComplete),
  }
}

const isAboutTemplates = (event: Event): event is TemplateChanged | TemplatesListed =>
  event.type === 'template-changed' || event.type === 'templates-listed'

type TemplateSend = Extract<ThreadEvent, { type: 'business-messaged' }>

const isTemplateSend = (event: Event): event is TemplateSend =>
  event.type === 'business-messaged' && event.content.kind === 'template'

/** Accepted messages prove their templates, unless they failed because of them. */
const proofsIn = (events: readonly Event[]): readonly TemplateSend[] => {
  const failed = new Set(
    events.flatMap((event) =>
      event.type === 'message-status' &&
      event.status === 'failed' &&
      Math.floor((event.errorCode ?? 0) / 100) === 1320
        ? [JSON.stringify([event.phoneNumberId, event.message])]
        : [],
    ),
  )
  return events
    .filter(isTemplateSend)
    .filter(({ phoneNumberId, id }) => !failed.has(JSON.stringify([phoneNumberId, id])))
}

/** What is known of one account's templates. */
const tableOf = (events: readonly Event[]): Known => {
  const titles = new Set(events.flatMap(titlesIn))
  return {
    templates: [...titles].flatMap((title) => {
      const template = toldOf(
        title,
        events.flatMap((event) => wordOn(title, event)),
      )
      return template === null ? [] : [template]
    }),
    isComplete: events.some(({ type }) => type === 'templates-listed'),
  }
}

const titlesIn = (event: Event): readonly string[] => {
  switch (event.type) {
    case 'template-changed':
      return [titleOf(event)]
    case 'templates-listed':
      return event.templates.map(titleOf)
    case 'business-messaged':
      return event.content.kind === 'template' ? [titleOf(event.content)] : []
    default:
      return []
  }
}

const wordOn = (title: string, event: Event): readonly Word[] => {
  const { at } = event
  if (event.type === 'templates-listed') return [{ at, is: 'listed', list: event }]
  if (!titlesIn(event).includes(title)) return []
  if (event.type === 'template-changed') return [{ at, is: 'changed', change: event }]
  if (event.type !== 'business-messaged' || event.content.kind !== 'template') return []
  const { name, language } = event.content
  return [{ at, is: 'sent', name, language }]
}

/** Meta writes a language as `en-US` and as `en_US`. */
const titleOf = ({ name, language }: { readonly name: string; readonly language: string }): string =>
  JSON.stringify([name, spelled(language)])
const spelled = (language: string): string => language.toLowerCase().replaceAll('-', '_')

/** What one template has become, instant by instant; `null` where the account has none such. */
const toldOf = (title: string, words: readonly Word[]): Template | null => {
  let template: Template | null = null
  let beforeArchive: string | null = null
  for (const at of [...new Set(words.map((word) => word.at))].sort((a, b) => a - b)) {
    const now = words.filter((word) => word.at === at)
    const sent = now
      .flatMap((word) => (word.is === 'sent' ? [word] : []))
      .sort((a, b) => byText(a.language, b.language))[0]
    if (sent !== undefined && !(template?.status != null && isSendable(template.status))) {
      const { name, language } = sent
      template = { ...(template ?? { name, language, category: null }), status: 'APPROVED' }
      beforeArchive = 'APPROVED'
    }
    const lists = now.flatMap((word) => (word.is === 'listed' ? [word.list] : []))
    if (lists.length > 0) {
      template = listedIn(lists, title, template)
      beforeArchive = null
      // Of a template that is not listed only a later change speaks.
      if (template === null) continue
    }
    const listed = lists.length > 0 ? (template?.status ?? null) : null
    const changes = now.flatMap((word) => (word.is === 'changed' ? [word.change] : []))
    for (const change of changes.sort(inOrder)) {
      const { name, language, status } = change
      const known: Template = { ...(template ?? { category: null, status: null }), name, language }
      const category = change.category ?? known.category
      template = { ...known, category }
      // At one instant the refusing one of a list and a change is believed.
      if (status === undefined || (listed !== null && !isSendable(listed) && isSendable(status))) continue
      if (status === 'ARCHIVED' && known.status !== 'ARCHIVED') beforeArchive = known.status
      // An unarchived template returns to what it was before (TPL-2).
      template = {
        ...template,
        status: status === 'UNARCHIVED' ? (beforeArchive ?? 'UNARCHIVED') : status,
      }
    }
  }
  return template
}

const inOrder = (a: TemplateChanged, b: TemplateChanged): number =>
  byText(JSON.stringify(factIn(a)), JSON.stringify(factIn(b)))
const factIn = ({ id, status, category }: TemplateChanged): readonly unknown[] => [
  id,
  status ?? null,
  category ?? null,
]

/** As the lists of one instant have it: they must agree that it is there; a refusing status is believed. */
const listedIn = (
  lists: readonly TemplatesListed[],
  title: string,
  before: Template | null,
): Template | null => {
  const perList = lists.map(({ templates }) => templates.filter((one) => titleOf(one) === title))
  if (perList.some((found) => found.length === 0)) return null
  const found = perList
    .flat()
    .map(({ name, language, category, status }) => ({
      text: JSON.stringify([name, language, category ?? null, status ?? null]),
      name,
      language,
      category,
      status: status ?? 'APPROVED',
    }))
    .sort((a, b) => byText(a.text, b.text))
  const [first] = found
  const believed = found.find(({ status }) => !isSendable(status)) ?? first
  if (believed === undefined) return null
  const { name, language, status } = believed
  const category = found.find((one) => one.category !== undefined)?.category ?? before?.category ?? null
  return { name, language, status, category }
}

/** Those of that name and, if one is named, that language. */
export const named = (
  templates: readonly Template[],
  name: string,
  language: string | undefined,
): readonly Template[] =>
  templates.filter(
    (template) =>
      template.name === name && (language === undefined || spelled(template.language) === spelled(language)),
  )

/** The refusal that a status means; `null` where it may be sent. A word not known today is no approval (TPL-2). */
export const refusalByStatus = ({ status }: Template): string | null => {
  if (status === null || isSendable(status)) return null
  if (status === 'PAUSED') return 'template-paused'
  return status === 'DISABLED' ? 'template-disabled' : 'template-not-approved'
}

const isSendable = (status: string): boolean =>
  ['APPROVED', 'REINSTATED', 'UNARCHIVED', 'FLAGGED', 'LOCKED'].includes(status)
