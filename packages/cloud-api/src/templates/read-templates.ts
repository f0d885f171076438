import {
  isLeft,
  type Duration,
  type Either,
  type Instant,
  type ListedTemplate,
  type TemplatesListed,
} from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { exchange, isAnswer, notMade, type Exchange, type Fetch } from '../graph/exchange.ts'
import { headersOf, urlOf, type RequestMaking, type Target } from '../graph/target.ts'
import { within } from '../graph/within.ts'
import { outcomeOfAnswer, type Answer } from '../send/answer.ts'
import { graphErrorIn } from '../send/graph-error.ts'
import type { Failed, Refused, Unknown } from '../send/outcome.ts'
import { templatesListed } from './listed.ts'
import { readTemplatePage, type TemplatePage } from './page.ts'

/** The account to read, and how. */
export interface TemplatesWanted {
  /** The id of the WhatsApp Business account. */
  readonly account: string
  /** Now. Later events about a template override the list. */
  readonly at: Instant
  /** How often reading failed before; it sets the wait. Default 0. */
  readonly attempt?: number
  /** Aborts the reading. */
  readonly signal?: AbortSignal
}

/**
 * Why a list was not read as a whole, in the shape of a message's outcome. `refused`: Meta gave an error that time alone
 * does not mend. `failed`: after `retryAfter` it may go better. `unknown`: anything else.
 */
export type NotListed = Refused | Failed | Unknown

/** All templates of an account as one event, or why they could not be read. */
export type TemplatesReading = Either<NotListed, TemplatesListed>

/** How requests go out. */
export interface Client {
  readonly target: Target
  readonly fetch: Fetch
  /** For one page, in milliseconds. */
  readonly timeout: Duration
  /** The clock, for a `Retry-After` that names an instant. */
  readonly now: () => Instant
}

/** The most pages of a list. An account has less than 6,000 templates; each translation counts. */
const PAGE_SIZE = 250
const MOST_PAGES = 200
/** How much longer than a page a list may take. */
const LIST_TIME = 4

/** Reads every page; an incomplete list gives no event. */
export const readTemplates = (wanted: TemplatesWanted, client: Client): Promise<TemplatesReading> =>
  within<TemplatesReading>(
    LIST_TIME * client.timeout,
    left({ outcome: 'unknown', reason: 'timed-out' }),
    (late) =>
      readPages(wanted, client, wanted.signal === undefined ? late : AbortSignal.any([late, wanted.signal])),
  )

const readPages = async (
  { account, at, attempt = 0 }: TemplatesWanted,
  { target, fetch, timeout, now }: Client,
  signal: AbortSignal,
): Promise<TemplatesReading> => {
  const exchanged: Exchange = {
    fetch,
    timeout,
    now,
    accessToken: target.accessToken,
    attempt,
    signal,
  }
  const templates: ListedTemplate[] = []
  const cursors = new Set<string>()
  let after: string | null = null
  while (cursors.size < MOST_PAGES) {
    const page: Either<NotListed, TemplatePage> = await readPage(requestOf(target, account, after), exchanged)
    if (isLeft(page)) return page
    templates.push(...page.right.templates)
    after = page.right.after
    if (after === null) return right(templatesListed({ account, at, templates }))
    if (cursors.has(after)) return endless('a page leads back to an earlier one')
    cursors.add(after)
  }
  return endless(`there are more than ${MOST_PAGES} pages`)
}

const endless = (details: string): TemplatesReading =>
  left({ outcome: 'unknown', reason: 'endless', details })

const readPage = async (
  made: RequestMaking,
  exchanged: Exchange,
): Promise<Either<NotListed, TemplatePage>> => {
  if (!made.ok) return left(notMade(made.reason))
  const answer = await exchange(made.request, exchanged)
  if (!isAnswer(answer)) return left(answer)
  const { status, body } = answer
  if (graphErrorIn(body) !== undefined || status < 200 || status > 299)
    return left(failureOf(answer, exchanged.attempt))
  const page = readTemplatePage(body)
  return isLeft(page) ? left(unreadable(status, `${page.left.path}: ${page.left.reason}`)) : page
}

/** A list's errors mean the same as a message's; a list is never an accepted message. */
const failureOf = (answer: Answer, attempt: number): NotListed => {
  const outcome = outcomeOfAnswer(answer, attempt)
  return outcome.outcome === 'accepted' ? unreadable(answer.status, 'no list of templates') : outcome
}

const unreadable = (status: number, details: string): Unknown => ({
  outcome: 'unknown',
  reason: 'answer-unreadable',
  status,
  details,
})

const requestOf = (target: Target, account: string, after: string | null): RequestMaking => {
  const url = urlOf(target, { id: account, named: 'the account', edge: 'message_templates' })
  if (!url.ok) return url
  const headers = headersOf(target)
  if (!headers.ok) return headers
  const query = new URLSearchParams({ fields: 'name,language,status,category', limit: String(PAGE_SIZE) })
  if (after !== null) query.set('after', after)
  return { ok: true, request: { method: 'GET', url: `${url.text}?${query}`, headers: headers.headers } }
}
