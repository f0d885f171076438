import type { Instant } from '@guichet/core'
import { isMarketing } from '../category.ts'
import { isNotKnown } from '../permission.ts'
import type { Question } from '../question.ts'
import type { Reason, Standing } from '../standing.ts'
import { named, refusalByStatus, templatesAt, type Known, type Template } from '../templates.ts'
import { marketingAgainst } from './marketing.ts'

/** The templates of the number, as they are known. */
export const templatesOf = ({ all, moment }: Standing): Known =>
  templatesAt(all, moment.key.phoneNumberId, moment.at)

/** Only what is registered and approved, as far as it is known (G7); marketing only to those who may get it. */
export const templateAgainst = (question: Question, standing: Standing, at: Instant): readonly Reason[] => {
  if (question.kind !== 'template') return []
  const known = templatesOf(standing)
  if (isNotKnown(question, known)) return categoryAgainst(question.category, standing, at)
  const reasons = named(known.templates, question.name, question.language).map((template) =>
    registeredAgainst(template, question.category, standing, at),
  )
  // Where the language is left open, one that may be sent is enough.
  return reasons.find((none) => none.length === 0) ?? reasons[0] ?? [unknown]
}

const unknown: Reason = { code: 'template-unknown', says: {}, endsAt: null }

/** What stands against a registered template: its status, and its category; else the one that was named (TPL-8). */
export const registeredAgainst = (
  template: Template,
  category: string | undefined,
  standing: Standing,
  at: Instant,
): readonly Reason[] => {
  const code = refusalByStatus(template)
  return [
    ...(code === null ? [] : [{ code, says: {}, endsAt: null }]),
    ...categoryAgainst(template.category ?? category, standing, at),
  ]
}

const categoryAgainst = (category: string | undefined, standing: Standing, at: Instant): readonly Reason[] =>
  category !== undefined && isMarketing(category) ? marketingAgainst(standing, at) : []
