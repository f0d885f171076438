import { isList, isObject, textIn, type Json } from '../json.ts'

/** The error of the part that the type requires; `null` if there is none. */
export type PartCheck = (part: Json) => string | null

const media: PartCheck = ({ id, link }) => {
  if (textIn(id) === undefined && textIn(link) === undefined) return 'it needs an id or a link'
  return textIn(link) === undefined || URL.canParse(String(link)) ? null : 'its link must be a URL'
}

const number = (value: unknown): boolean =>
  (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) &&
  Number.isFinite(Number(value))

const contacts = (list: unknown): string | null =>
  isList(list) &&
  list.length > 0 &&
  list.every(
    (item) => isObject(item) && isObject(item.name) && textIn(item.name.formatted_name) !== undefined,
  )
    ? null
    : 'contacts must be a list of contacts that each have name.formatted_name'

const interactive: PartCheck = ({ type, action, body }) => {
  if (textIn(type) === undefined) return 'interactive.type is missing'
  if (!isObject(action)) return 'interactive.action is missing'
  if (type === 'button') return buttons(action.buttons)
  if (type !== 'list') return null
  if (!isObject(body)) return 'interactive.body is missing'
  return isList(action.sections) && action.sections.length > 0
    ? rows(action.sections)
    : 'interactive.action.sections is missing'
}

/** All sections of a list have at most ten rows together. */
const rows = (sections: readonly unknown[]): string | null => {
  const all = sections.flatMap((section) => (isObject(section) && isList(section.rows) ? section.rows : []))
  if (all.length > 10) return 'interactive.action.sections has more than 10 rows'
  return all.every((item) => isObject(item) && isTitle(item.title, 24))
    ? null
    : 'interactive.action.sections has a row whose title is empty or longer than 24 characters'
}

const isTitle = (title: unknown, longest: number): boolean => {
  const written = textIn(title)
  return written !== undefined && [...written].length <= longest
}

const buttons = (list: unknown): string | null =>
  isList(list) &&
  list.length > 0 &&
  list.length <= 3 &&
  list.every(
    (item) =>
      isObject(item) &&
      isObject(item.reply) &&
      textIn(item.reply.id) !== undefined &&
      isTitle(item.reply.title, 20),
  )
    ? null
    : 'interactive.action.buttons must be a list of one to three buttons that each have reply.id and a ' +
      'reply.title of at most 20 characters'

const text: PartCheck = ({ body }) => {
  const written = textIn(body)
  if (written === undefined) return 'text.body is missing'
  return written.length <= 4096 ? null : 'text.body is longer than 4096 characters'
}

const template: PartCheck = ({ name, language, components }) => {
  if (textIn(name) === undefined) return 'template.name is missing'
  if (!isObject(language) || textIn(language.code) === undefined) return 'template.language.code is missing'
  return components === undefined || isList(components) ? null : 'template.components must be a list'
}

/** The types of messages that the emulator accepts, each with the check of its part. */
export const partChecks: ReadonlyMap<string, PartCheck> = new Map<string, PartCheck>([
  ['text', text],
  ['template', template],
  ['image', media],
  ['video', media],
  ['audio', media],
  ['document', media],
  ['sticker', media],
  ['interactive', interactive],
  [
    'reaction',
    ({ message_id, emoji }) =>
      textIn(message_id) === undefined || typeof emoji !== 'string'
        ? 'reaction.message_id or reaction.emoji is missing'
        : null,
  ],
  [
    'location',
    ({ latitude, longitude }) =>
      number(latitude) && number(longitude)
        ? null
        : 'location.latitude and location.longitude must be numbers',
  ],
])

/** The error of the part that a type requires, as a refusal's details. */
export const wrongPart = (type: string, part: unknown): string | null => {
  if (type === 'contacts') return contacts(part)
  const check = partChecks.get(type)
  if (check === undefined)
    return `type must be one of ${[...partChecks.keys(), 'contacts'].sort().join(', ')}`
  return isObject(part) ? check(part) : `${type} is missing`
}
