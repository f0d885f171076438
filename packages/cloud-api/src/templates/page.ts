import { isLeft, type Either, type ListedTemplate } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import type { Draft } from '../read/cursor.ts'
import { describe, isAbsent, isList, isObject, textOf, type Json } from '../read/json.ts'
import { LONGEST_LANGUAGE, LONGEST_NAME, LONGEST_WORD } from '../read/template.ts'
import type { Unread } from '../unread.ts'

/** A page of an account's list of templates. */
export interface TemplatePage {
  readonly templates: readonly ListedTemplate[]
  /** The cursor of the next page; `null` on the last one. */
  readonly after: string | null
}

/**
 * Reads the body of an answer to `GET /{account}/message_templates`: every template on it, or the first part that cannot
 * be read, by its JSON path. A template must have a name, a language and a status; other fields may be missing. Pure
 * and total. Whether the page is the first one, and whether it was filtered, only the request says.
 */
export const readTemplatePage = (body: unknown): Either<Unread, TemplatePage> => {
  if (!isObject(body)) return unread('$', `must be a page of templates, but is ${describe(body)}`)
  if (body.data === undefined) return unread('$', 'must have data')
  if (!isList(body.data)) return unread('$.data', `must be a list, but is ${describe(body.data)}`)
  const templates: ListedTemplate[] = []
  for (const [index, entry] of body.data.entries()) {
    const read = readEntry(entry, `$.data[${index}]`)
    if (isLeft(read)) return read
    templates.push(read.right)
  }
  const after = readAfter(body.paging)
  return isLeft(after) ? after : right({ templates, after: after.right })
}

const unread = (path: string, reason: string): Either<Unread, never> => left({ path, reason })

const readEntry = (entry: unknown, path: string): Either<Unread, ListedTemplate> => {
  if (!isObject(entry)) return unread(path, `must be a template, but is ${describe(entry)}`)
  const name = textOf(entry.name, LONGEST_NAME)
  const language = textOf(entry.language, LONGEST_LANGUAGE)
  const status = textOf(entry.status, LONGEST_WORD)
  if (name === undefined) return missing(path, 'name', entry.name)
  if (language === undefined) return missing(path, 'language', entry.language)
  // An event's list omits the status to say "approved", so a status that Meta omits must not pass.
  if (status === undefined) return missing(path, 'status', entry.status)
  const template: Draft<ListedTemplate> = { name, language, status: status.toUpperCase() }
  if (!isAbsent(entry.category)) {
    const category = textOf(entry.category, LONGEST_WORD)
    if (category === undefined) return missing(path, 'category', entry.category)
    template.category = category.toLowerCase()
  }
  return right(template)
}

const missing = (path: string, key: string, value: unknown): Either<Unread, never> =>
  unread(
    value === undefined ? path : `${path}.${key}`,
    typeof value === 'string' && value !== ''
      ? `the ${key} is too long`
      : `the ${key} must be a text, but is ${describe(value)}`,
  )

const LONGEST_CURSOR = 4096

/** There is a next page where `paging.next` says so; its address is never followed, only its cursor is taken. */
const readAfter = (paging: unknown): Either<Unread, string | null> => {
  if (isAbsent(paging)) return right(null)
  if (!isObject(paging)) return unread('$.paging', `must be an object, but is ${describe(paging)}`)
  if (isAbsent(paging.next)) return right(null)
  const after = cursorOf(paging) ?? cursorIn(paging.next)
  return after === undefined ? unread('$.paging', 'must have the cursor of the next page') : right(after)
}

const cursorOf = ({ cursors }: Json): string | undefined =>
  isObject(cursors) ? textOf(cursors.after, LONGEST_CURSOR) : undefined

const cursorIn = (next: unknown): string | undefined =>
  typeof next === 'string' && URL.canParse(next)
    ? textOf(new URL(next).searchParams.get('after'), LONGEST_CURSOR)
    : undefined
