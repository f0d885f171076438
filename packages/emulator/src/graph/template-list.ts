import type { Json } from '../json.ts'
import { strikes } from '../strike.ts'
import type { Template, World } from '../world/world.ts'
import { errorAnswer, jsonAnswer } from './answers.ts'
import { templateJson } from './templates.ts'

const usualLimit = 25
const highestLimit = 1000

/**
 * `GET /{account}/message_templates`, by `name`, `status`, `category` and `language`, page by page: `limit` templates
 * after the cursor `after`. The last page has no `paging.next`. With `fields` a template shows these and its id.
 */
export const listTemplates = (world: World, account: string, url: URL): Response => {
  const about = world.pagesOfTemplates++
  if (strikes(world, 'templatesUnavailable', about)) return errorAnswer(world, { code: 1 })
  if (strikes(world, 'templatesThrottled', about)) return errorAnswer(world, { code: 80007 })
  if (strikes(world, 'templatesGarbled', about)) return garbled()
  const { searchParams: query } = url
  const after = query.get('after')
  const from = after === null ? 0 : positionOf(after)
  if (from === null) return errorAnswer(world, { code: 100, details: 'after is not a cursor of this list.' })
  const all = wanted(world, account, query)
  const limit = limitOf(query.get('limit'))
  const rest = all.filter(({ id }) => Number(id) > from)
  const page = rest.slice(0, limit)
  const [first, last] = [page[0], page.at(-1)]
  if (first === undefined || last === undefined) return jsonAnswer({ data: [] })
  const isEndless = strikes(world, 'templatesEndless', about)
  const cursors = { before: cursorOf(first.id), after: isEndless ? cursorOf('0') : cursorOf(last.id) }
  const hasMore = isEndless || rest.length > page.length
  return jsonAnswer({
    data: page.map((template) => shown(template, query.get('fields'))),
    paging: hasMore ? { cursors, next: addressOf(url, world, cursors.after) } : { cursors },
  })
}

/** In the order of creation. */
const wanted = (world: World, account: string, query: URLSearchParams): readonly Template[] =>
  [...world.templates.values()]
    .filter((template) => template.account === account)
    .filter((template) =>
      (['name', 'status', 'category', 'language'] as const).every((key) => {
        const word = query.get(key)
        return word === null || template[key].toLowerCase() === word.toLowerCase()
      }),
    )
    .sort((one, other) => Number(one.id) - Number(other.id))

const limitOf = (given: string | null): number =>
  Math.min(highestLimit, Math.max(1, Math.floor(Number(given ?? usualLimit)) || usualLimit))

/** A cursor names a position, not a template, so it stays valid when a template is deleted. */
const cursorOf = (id: string): string => btoa(id).replaceAll('=', '')

const positionOf = (cursor: string): number | null => {
  try {
    const id = atob(cursor)
    return /^\d{1,16}$/.test(id) ? Number(id) : null
  } catch {
    return null
  }
}

const shown = (template: Template, fields: string | null): Json => {
  const whole = templateJson(template)
  if (fields === null) return whole
  const names = new Set(fields.split(',').map((name) => name.trim()))
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name === 'id' || names.has(name)))
}

/** The address of the next page, with the access token in it, as Meta writes it. */
const addressOf = ({ origin, pathname, searchParams }: URL, world: World, after: string): string => {
  const query = new URLSearchParams(searchParams)
  query.set('access_token', world.settings.accessToken)
  query.set('after', after)
  return `${origin}${pathname}?${query}`
}

const garbled = (): Response =>
  new Response('<!DOCTYPE html><title>Error</title>', {
    headers: { 'content-type': 'text/html; charset=UTF-8' },
  })
