import type { TemplatePage, WholeList } from '@guichet/cloud-api'
import { MINUTE, type Duration, type Instant, type ListedTemplate } from '@guichet/core'

/** A page of a list that nobody has filtered, as a client asked for it. */
export interface PassingPage {
  readonly account: string
  /** The cursor that it was asked for by; `null` for the first page. */
  readonly from: string | null
  readonly askedAt: Instant
  readonly page: TemplatePage
}

/** Puts lists together from pages that pass, in whatever order clients ask for them. */
export interface PassingPages {
  /** The whole list, where the page is the last one that it lacked. */
  readonly add: (passing: PassingPage) => WholeList | null
}

/** The beginning of a list. */
interface Beginning {
  readonly at: Instant
  readonly templates: readonly ListedTemplate[]
}

/** So many lists may be incomplete; clients that read one page and stop must not fill the memory. */
const mostBeginnings = 16
const mostTemplates = 50_000
/** A client that takes longer reads two states of the list. */
const longest: Duration = 5 * MINUTE

export const passingPages = (): PassingPages => {
  /** By account and the cursor of the page that is lacking. */
  const beginnings = new Map<string, Beginning>()
  return {
    add: ({ account, from, askedAt, page }) => {
      const start: Beginning | undefined =
        from === null ? { at: askedAt, templates: [] } : beginnings.get(nameOf(account, from))
      if (start === undefined || askedAt - start.at > longest || askedAt < start.at) return null
      const templates = [...start.templates, ...page.templates]
      if (page.after === null) return { account, at: start.at, templates }
      if (templates.length > mostTemplates) return null
      const name = nameOf(account, page.after)
      // The newest of the same name counts, and is the last to be forgotten.
      beginnings.delete(name)
      beginnings.set(name, { at: start.at, templates })
      for (const oldest of beginnings.keys()) {
        if (beginnings.size <= mostBeginnings) break
        beginnings.delete(oldest)
      }
      return null
    },
  }
}

const nameOf = (account: string, after: string): string => `${account} ${after}`
