import type { TemplatePage, WholeList } from '@guichet/cloud-api'
import { MINUTE, type Duration, type Instant, type ListedTemplate } from '@guichet/core'

/** A page of an unfiltered list, as a client requested it. */
export interface PassingPage {
  readonly account: string
  /** The cursor of the request; `null` for the first page. */
  readonly from: string | null
  readonly askedAt: Instant
  readonly page: TemplatePage
}

/** Assembles lists from the pages that clients request, in any order. */
export interface PassingPages {
  /** The complete list, if the page is the last missing one. */
  readonly add: (passing: PassingPage) => WholeList | null
}

/** The beginning of a list. */
interface Beginning {
  readonly at: Instant
  readonly templates: readonly ListedTemplate[]
}

/** How many incomplete lists are kept; clients that read one page and stop must not fill the memory. */
const mostBeginnings = 16
const mostTemplates = 50_000
/** How long a client may take: a slower one may read two states of the list. */
const longest: Duration = 5 * MINUTE

export const passingPages = (): PassingPages => {
  /** By account and the cursor of the missing page. */
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
      // The newest entry of a name wins, and is dropped last.
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
