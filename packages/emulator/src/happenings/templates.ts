import type { TemplateChanged } from '@guichet/core'
import { compact, type Json } from '../json.ts'
import type { NewTemplate } from '../options.ts'
import { SECOND, wholeSecond } from '../time/instant.ts'
import { emit } from '../webhooks/post.ts'
import { nextNumber, type Template, type World } from '../world/world.ts'
import { templateKey } from './acceptance.ts'
import { dropHeld } from './pacing.ts'

/** A template as it is created. */
export interface Draft {
  readonly account: string
  readonly name: string
  readonly language: string
  readonly category: string
  readonly components: readonly Json[]
}

/** The account's template of that name and language. */
export const templateNamed = (
  world: World,
  account: string,
  name: string,
  language: string,
): Template | undefined => world.templates.get(templateKey(account, name, language))

/** Registers a template with a status, without a webhook. */
const register = (world: World, draft: Draft, status: string): Template => {
  const template: Template = {
    ...draft,
    id: String(1_000_000_000_000_000 + nextNumber(world)),
    createdAt: world.agenda.now(),
    status,
    holdsBack: false,
  }
  world.templates.set(templateKey(draft.account, draft.name, draft.language), template)
  return template
}

/** The review rejects names that begin with this. */
export const rejectedPrefix = 'rejected_'

/** Creates a template: it is PENDING, and a webhook reports the outcome of its review (TPL-2). */
export const submit = (world: World, draft: Draft): Template => {
  const template = register(world, draft, 'PENDING')
  tellReader(world, template, { status: 'PENDING', category: draft.category.toLowerCase() })
  world.agenda.plan(world.agenda.now() + world.settings.reviewTakes, () => {
    if (
      template.status !== 'PENDING' ||
      templateNamed(world, draft.account, draft.name, draft.language) !== template
    )
      return
    if (draft.name.startsWith(rejectedPrefix)) setStatus(world, template, 'REJECTED', 'INVALID_FORMAT')
    else setStatus(world, template, 'APPROVED')
  })
  return template
}

/** Changes the status of a template, and sends a webhook (SHAPE-29). */
export const setStatus = (world: World, template: Template, status: string, reason = 'NONE'): void => {
  template.status = status
  // What waits for the outcome does not go out (TPL-13).
  if (status !== 'APPROVED') dropHeld(world, template)
  const category = template.category.toLowerCase()
  tellReader(world, template, { status, category })
  announce(world, 'message_template_status_update', template, {
    event: status,
    reason,
    message_template_category: template.category,
    other_info:
      status === 'PAUSED' ? { title: 'FIRST_PAUSE', description: 'Its quality is too low.' } : undefined,
  })
}

/** Changes the category of a template, and sends a webhook (TPL-7, SHAPE-30). */
export const setCategory = (world: World, template: Template, category: string): void => {
  const previous = template.category
  template.category = category
  tellReader(world, template, { category: category.toLowerCase() })
  announce(world, 'template_category_update', template, {
    previous_category: previous,
    new_category: category,
  })
}

/** Deletes a template (TPL-2). */
export const remove = (world: World, template: Template): void => {
  setStatus(world, template, 'PENDING_DELETION')
  world.templates.delete(templateKey(template.account, template.name, template.language))
}

/** The initial templates, announced by webhooks. */
export const registerFirst = (world: World, templates: readonly NewTemplate[]): void => {
  for (const {
    account = world.settings.account,
    name,
    language,
    category,
    text,
    status = 'APPROVED',
  } of templates)
    setStatus(
      world,
      register(world, { account, name, language, category, components: [{ type: 'BODY', text }] }, status),
      status,
    )
}

const tellReader = (
  world: World,
  { account, name, language }: Template,
  change: Pick<TemplateChanged, 'status' | 'category'>,
): void => {
  const at = wholeSecond(world.agenda.now())
  // The ids decide the order of two changes within a second, so these are the ids that readers of the
  // webhooks compute.
  const id = ['template', account, name, language, change.status ?? change.category, at / SECOND].join('/')
  world.templateChanges.push({ type: 'template-changed', id, at, account, name, language, ...change })
}

const announce = (
  world: World,
  field: string,
  { id, account, name, language }: Template,
  more: Json,
): void => {
  const names = {
    message_template_id: Number(id),
    message_template_name: name,
    message_template_language: language,
  }
  const at = wholeSecond(world.agenda.now())
  emit(world, {
    field,
    at,
    account,
    phoneNumberId: null,
    list: null,
    element: compact({ ...names, ...more }),
    contact: null,
  })
}
