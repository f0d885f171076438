import { isGraphPath, readGraphPath } from '../connection/graph-path.ts'
import { rights, type Right } from '../tenants/tenant.ts'

/** A route, and the rights that are enough for it, one by itself. `null`: any key will do. */
interface Rule {
  readonly method: 'GET' | 'POST' | 'any'
  readonly path: RegExp
  readonly needs: readonly Right[] | null
}

const shown: readonly Right[] = ['read', 'board']

/** The gateway's own routes. */
const rules: readonly Rule[] = [
  { method: 'POST', path: /^\/messages$/, needs: ['send'] },
  { method: 'GET', path: /^\/outbox(\/|$)/, needs: [...shown, 'send'] },
  { method: 'any', path: /^\/outbox(\/|$)/, needs: ['send'] },
  { method: 'POST', path: /^\/ask$/, needs: ['ask', 'board'] },
  { method: 'POST', path: /^\/plan$/, needs: ['ask'] },
  { method: 'GET', path: /^\/threads(\/|$)/, needs: shown },
  { method: 'GET', path: /^\/(templates|phone-numbers|findings|events|spend)$/, needs: shown },
  { method: 'GET', path: /^\/(intents|unread)$/, needs: [...shown, 'operate'] },
  { method: 'POST', path: /^\/intents\/give-up$/, needs: ['board', 'operate'] },
  { method: 'GET', path: /^\/media\//, needs: ['read'] },
  { method: 'any', path: /^\/deliveries(\/|$)/, needs: ['operate'] },
  { method: 'GET', path: /^\/(metrics|audit-trail)$/, needs: ['operate'] },
  { method: 'POST', path: /^\/(erasures|prunings)$/, needs: ['operate'] },
  { method: 'GET', path: /^\/openapi\.json$/, needs: null },
]

/**
 * The rights that are enough for a request, one by itself; `null` where any key will do. On the Graph API's paths reading is
 * `read`, and all else changes something at Meta: `send`. `every`: a path that no rule names needs all of them, so that
 * no route is open because it was forgotten.
 */
export const rightsFor = (method: string, path: string): readonly Right[] | 'every' | null => {
  const asked = method === 'HEAD' ? 'GET' : method
  if (isGraphPath(path)) return asked === 'GET' && !isSend(path) ? ['read'] : ['send']
  const rule = rules.find((one) => (one.method === 'any' || one.method === asked) && one.path.test(path))
  return rule === undefined ? 'every' : rule.needs
}

/** A message that stands in the query of a GET is refused later, but not as a reading. */
const isSend = (path: string): boolean => {
  const { is } = readGraphPath(path)
  return is === 'messages' || is === 'calls' || is === 'near-messages'
}

/** May a key with these rights make the request? */
export const isAllowed = (may: ReadonlySet<Right>, method: string, path: string): boolean => {
  const needs = rightsFor(method, path)
  if (needs === null) return true
  return needs === 'every' ? rights.every((right) => may.has(right)) : needs.some((right) => may.has(right))
}
