import type { Problem } from '@guichet/core'
import { messageLimits } from './limits.ts'
import { type Look, address, at, each, listOf, none, optionalText, problem, text, twice } from './look.ts'

type Check = (part: Look) => readonly Problem[]

/** The parts of an interactive message: its text, what is around it, and what can be tapped. */
export const checkInteractive = (interactive: Look, file: Check): readonly Problem[] => {
  const type = at(interactive, 'type').value
  const tapped = typeof type === 'string' ? actions.get(type) : undefined
  if (tapped === undefined) return none
  const { interactiveText, listText, footer } = messageLimits
  return [
    ...checkHeader(at(interactive, 'header'), file, type === 'list'),
    ...text(at(at(interactive, 'body'), 'text'), type === 'list' ? listText : interactiveText),
    ...optionalText(at(at(interactive, 'footer'), 'text'), footer),
    ...tapped(at(interactive, 'action')),
  ]
}

const checkHeader = (header: Look, file: Check, isList: boolean): readonly Problem[] => {
  if (header.value === undefined) return none
  const type = at(header, 'type').value
  if (type === 'text') return text(at(header, 'text'), messageLimits.headerText)
  if (isList) return problem(header, 'must be a text: a list has no other header')
  return type === 'image' || type === 'video' || type === 'document' ? file(at(header, type)) : none
}

const checkButtons: Check = (action) => {
  const buttons = at(action, 'buttons')
  const replies = each(buttons).map((button) => at(button, 'reply'))
  return [
    ...listOf(buttons, messageLimits.buttons, 'buttons'),
    ...replies.flatMap((reply) => [
      ...text(at(reply, 'id'), messageLimits.buttonId),
      ...text(at(reply, 'title'), messageLimits.buttonTitle),
    ]),
    ...twice(replies.map((reply) => at(reply, 'id'))),
    ...twice(replies.map((reply) => at(reply, 'title'))),
  ]
}

const checkList: Check = (action) => {
  const sections = at(action, 'sections')
  const all = each(sections)
  const rows = all.flatMap((section) => each(at(section, 'rows')))
  const { listButton, sectionTitle, rows: mostRows, rowId, rowTitle, rowDescription } = messageLimits
  return [
    ...text(at(action, 'button'), listButton),
    ...listOf(sections, messageLimits.sections, 'sections'),
    ...all.flatMap((section) => [
      ...(all.length > 1 ? text : optionalText)(at(section, 'title'), sectionTitle),
      ...listOf(at(section, 'rows'), mostRows, 'rows'),
    ]),
    ...(rows.length > mostRows && all.length > 1
      ? problem(
          sections,
          `have ${rows.length} rows; WhatsApp takes ${mostRows} at most in all sections together`,
        )
      : none),
    ...rows.flatMap((row) => [
      ...text(at(row, 'id'), rowId),
      ...text(at(row, 'title'), rowTitle),
      ...optionalText(at(row, 'description'), rowDescription),
    ]),
    ...twice(rows.map((row) => at(row, 'id'))),
  ]
}

const checkLink: Check = (action) => {
  const parameters = at(action, 'parameters')
  return [...text(at(parameters, 'display_text'), messageLimits.linkLabel), ...address(at(parameters, 'url'))]
}

/** The types that are checked here. */
const actions: ReadonlyMap<string, Check> = new Map([
  ['button', checkButtons],
  ['list', checkList],
  ['cta_url', checkLink],
])
