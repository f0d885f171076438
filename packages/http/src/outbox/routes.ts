import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { found } from '../questions/found.ts'
import { readQuery } from '../questions/read.ts'
import { show } from '../shape/shape.ts'
import { entryToJson } from './json.ts'
import { outboxQuery } from './request.ts'

/** `GET /outbox`, `GET /outbox/{id}`, `DELETE /outbox/{id}`: messages that are sent later. */
export const outbox = ({ runtime }: Parts): Hono => {
  const routes = new Hono()

  routes.get('/outbox', async ({ req }) => {
    const query = readQuery(req, outboxQuery)
    if (isLeft(query)) return query.left
    const { limit, state, after = null } = query.right
    const isOver = state === 'any' ? null : state === 'over'
    const entries = await runtime.outbox.list({ isOver, after, limit })
    const last = entries.length < limit ? undefined : entries.at(-1)
    return found({
      outbox: entries.map(entryToJson),
      next: last === undefined ? null : `/outbox?${nextQuery(req.query(), last.place)}`,
    })
  })

  routes.get('/outbox/:id', async ({ req }) => {
    const entry = await runtime.outbox.find(req.param('id'))
    return entry === null ? unknownEntry(req.param('id')) : found(entryToJson(entry))
  })

  routes.delete('/outbox/:id', async ({ req }) => {
    const id = req.param('id')
    const cancelled = await runtime.outbox.cancel(id)
    const entry = cancelled === null ? null : await runtime.outbox.find(id)
    if (entry === null) return unknownEntry(id)
    if (cancelled === 'sending')
      return problem('in-progress', 'The message is on its way to WhatsApp. Its outcome shows here soon.', {
        headers: { 'retry-after': '1' },
      })
    return cancelled === 'over'
      ? problem('already-over', `The outcome of the message is ${entry.outcome?.is ?? 'known'}.`)
      : found(entryToJson(entry))
  })

  return routes
}

const unknownEntry = (id: string): Response =>
  problem('not-found', `There is no message ${show(id)} in the outbox. GET /outbox lists them.`)

const nextQuery = (query: Readonly<Record<string, string>>, after: number): string =>
  new URLSearchParams({ ...query, after: String(after) }).toString()
