import { sha256 } from '#digest'
import type { Instant, ListedTemplate, TemplatesListed } from '@guichet/core'
import { hexOf } from '../digest/hex.ts'

/**
 * A complete list: its account, when it was requested, and all templates on its pages in the order of
 * reading.
 */
export interface WholeList {
  readonly account: string
  readonly at: Instant
  readonly templates: readonly ListedTemplate[]
}

/**
 * The event that says that these are all templates of the account. It is the same for the same list, whatever
 * pages it came on. If a template is on two pages, because the list changed meanwhile, the later one counts.
 */
export const templatesListed = ({ account, at, templates }: WholeList): TemplatesListed => {
  const byKey = new Map(
    templates.map((template) => [JSON.stringify([template.name, template.language]), template]),
  )
  const all = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, template]) => template)
  return {
    type: 'templates-listed',
    id: `templates/${account}/${at}/${digestOf(all)}`,
    at,
    account,
    templates: all,
  }
}

const digestOf = (templates: readonly ListedTemplate[]): string =>
  hexOf(
    sha256(
      JSON.stringify(
        templates.map(({ name, language, status, category }) => [name, language, status, category]),
      ),
    ),
  )
