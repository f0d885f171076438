import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { listsToJson } from '../templates/json.ts'
import { found } from './found.ts'
import { findingToJson } from './json/finding.ts'
import { limitsToJson, templateToJson, unreadToJson } from './json/rows.ts'
import { badParameters } from './problems.ts'
import { readLimit } from './read.ts'

/** `GET /templates`, `/phone-numbers`, `/findings`, `/unread`: the lists beside the threads. */
export const listsRoute = ({ runtime, templates }: Parts): Hono => {
  const lists = new Hono()

  lists.get('/templates', async () => {
    const [known, stored] = await Promise.all([runtime.templates(), runtime.templateLists()])
    return found({
      templates: known.map(templateToJson),
      lists: listsToJson(stored, templates.lists.standings()),
    })
  })

  lists.get('/phone-numbers', async () => found({ phoneNumbers: (await runtime.limits()).map(limitsToJson) }))

  lists.get('/findings', async ({ req }) => {
    const limit = readLimit(req.query('limit'))
    if (isLeft(limit)) return badParameters([limit])
    return found({ findings: (await runtime.findings(limit.right)).map(findingToJson) })
  })

  lists.get('/unread', async ({ req }) => {
    const limit = readLimit(req.query('limit'))
    if (isLeft(limit)) return badParameters([limit])
    return found({ unread: (await runtime.unread(limit.right)).map(unreadToJson) })
  })

  return lists
}
