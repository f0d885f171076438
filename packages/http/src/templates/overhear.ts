import { readTemplatePage, templatesListed } from '@guichet/cloud-api'
import { isLeft, type Instant } from '@guichet/core'
import { parseJson } from '../body/json.ts'
import type { GraphPath } from '../connection/graph-path.ts'
import type { TemplateLists } from './lists.ts'
import type { PassingPages } from './pages.ts'

/** A page of an account's list that a client requests. */
interface Wanted {
  readonly account: string
  readonly from: string | null
  readonly askedAt: Instant
}

/** Any other parameter may leave templates out. */
const harmless: ReadonlySet<string> = new Set([
  'access_token',
  'after',
  'appsecret_proof',
  'fields',
  'limit',
  'pretty',
])

/** Which page the request reads; `null` where it reads something else, or filters the templates. */
export const wantedPage = (
  { method, url }: Request,
  { path }: Extract<GraphPath, { readonly path: string }>,
  askedAt: Instant,
): Wanted | null => {
  const account = /^(?:\/v\d+(?:\.\d+)?)?\/(\d{1,32})\/message_templates$/i.exec(path)?.[1]
  const { searchParams } = new URL(url)
  const from = searchParams.getAll('after')
  if (method !== 'GET' || account === undefined || from.length > 1) return null
  return [...searchParams.keys()].every((name) => harmless.has(name))
    ? { account, from: from[0] ?? null, askedAt }
    : null
}

/** The same answer. A list that it completes is recorded as a side effect. */
export const overheard = (
  answer: Response,
  wanted: Wanted,
  { pages, lists }: { readonly pages: PassingPages; readonly lists: Pick<TemplateLists, 'take'> },
): Response => {
  if (answer.status !== 200 || answer.body === null) return answer
  const body = answer.body.pipeThrough(
    listening((bytes) => {
      const parsed = parseJson(bytes)
      const page = readTemplatePage(parsed.ok ? parsed.value : undefined)
      const whole = isLeft(page) ? null : pages.add({ ...wanted, page: page.right })
      // The client waits for its answer, not for us.
      if (whole !== null) void lists.take(templatesListed(whole))
    }),
  )
  return new Response(body, answer)
}

/** About the length of a page with all fields of a thousand templates, in bytes; longer pages pass unread. */
const longest = 4 * 1024 * 1024

/** Passes the bytes on, and collects a copy of all of them. */
const listening = (take: (bytes: Uint8Array) => void): TransformStream<Uint8Array, Uint8Array> => {
  let held: Uint8Array[] | null = []
  let length = 0
  return new TransformStream({
    transform: (chunk, controller) => {
      length += chunk.byteLength
      if (length > longest) held = null
      held?.push(chunk.slice())
      controller.enqueue(chunk)
    },
    flush: () => {
      if (held !== null) take(Buffer.concat(held))
    },
  })
}
