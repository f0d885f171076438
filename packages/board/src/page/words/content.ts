import type { Content } from '../model/content.ts'
import { plainly } from './text.ts'

/** A message of the business in words: `service message`, `template order_update (en_US)`. */
export const contentInWords = (content: Content | null): string => {
  if (content === null) return 'message'
  if (content.kind !== 'template') return content.kind === 'service' ? 'service message' : 'reaction'
  return `template ${templateName(content)}`
}

export const templateName = (template: { readonly name: string; readonly language: string }): string =>
  template.language === ''
    ? plainly(template.name)
    : `${plainly(template.name)} (${plainly(template.language)})`

export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
