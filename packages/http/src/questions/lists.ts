import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { listsToJson } from '../templates/json.ts'
import { found } from './found.ts'
import { findingToJson } from './json/finding.ts'
import { limitsToJson, templateToJson, unreadToJson } from './json/rows.ts'
import { listQuery } from './queries.ts'
import { readQuery } from './read.ts'

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
    const query = readQuery(req, listQuery)
    if (isLeft(query)) return query.left
    return found({ findings: (await runtime.findings(query.right.limit)).map(findingToJson) })
  })

  lists.get('/unread', async ({ req }) => {
    const query = readQuery(req, listQuery)
    if (isLeft(query)) return query.left
    return found({ unread: (await runtime.unread(query.right.limit)).map(unreadToJson) })
  })

  return lists
}
