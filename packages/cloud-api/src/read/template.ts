import type { TemplateChanged } from '@guichet/core'
import { type Cursor, type Draft, report, handOver } from './cursor.ts'
import { type Json, textOf } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

export const LONGEST_NAME = 512
export const LONGEST_LANGUAGE = 32
/** Upper case can be three times as long, and an event's id contains all of these. */
export const LONGEST_WORD = 40

/**
 * Reads a template's new status (SHAPE-29, TPL-2) or category (SHAPE-30, TPL-7). The value's shape
 * decides, not the field: a quality update is known to come under the field of a status (POS-24).
 */
export const readTemplate = (cursor: Cursor, value: Json): void => {
  const { field } = cursor
  if (value.new_quality_score !== undefined || value.previous_quality_score !== undefined)
    return report(cursor, "a template's quality changed: changes no status", field)
  const status = textOf(value.event, LONGEST_WORD)?.toUpperCase()
  const category =
    status === undefined ? categoryOf(value.new_category) : categoryOf(value.message_template_category)
  if (status === undefined && category === undefined)
    return report(cursor, 'the value names neither a status nor a category of a template', field)
  const name = textOf(value.message_template_name, LONGEST_NAME)
  const language = textOf(value.message_template_language, LONGEST_LANGUAGE)
  if (name === undefined || language === undefined)
    return report(cursor, 'the value does not name both a template and its language', field)
  const at = instantOf(cursor.time)
  if (at === undefined) return report(cursor, whyNoInstant('time of the entry', cursor.time), field)

  const id = ['template', cursor.account ?? '', name, language, status ?? category, at / 1000].join('/')
  const event: Draft<TemplateChanged> = { type: 'template-changed', id, at, name, language }
  if (cursor.account !== undefined) event.account = cursor.account
  if (status !== undefined) event.status = status
  if (category !== undefined) event.category = category
  handOver(cursor, event)
}

/** `new_category` is the current category also in an advance notice, whose `correct_category` is yet to come. */
const categoryOf = (u: unknown): string | undefined => textOf(u, LONGEST_WORD)?.toLowerCase()
