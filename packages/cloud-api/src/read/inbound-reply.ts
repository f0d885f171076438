import { type Json, isObject } from './json.ts'
import type { InboundContent } from '../inbound/content.ts'
import { given, wordIn } from './optional.ts'

/** What the customer did with an interactive message: its part is named as its type. */
export const readReply = (interactive: Json): InboundContent | undefined => {
  const { type } = interactive
  const reply = typeof type === 'string' ? interactive[type] : undefined
  if (!isObject(reply)) return undefined
  switch (type) {
    case 'button_reply': {
      const chosen = chosenIn(reply)
      return chosen === undefined ? undefined : { kind: 'button-reply', ...chosen }
    }
    case 'list_reply': {
      const chosen = chosenIn(reply)
      if (chosen === undefined) return undefined
      return { kind: 'list-reply', ...chosen, ...given({ description: wordIn(reply.description) }) }
    }
    case 'nfm_reply': {
      const more = given({ body: wordIn(reply.body) })
      return {
        kind: 'flow-reply',
        name: wordIn(reply.name) ?? 'flow',
        response: filledIn(reply.response_json),
        ...more,
      }
    }
    case 'call_permission_reply': {
      const { response } = reply
      if (response !== 'accept' && response !== 'reject') return undefined
      return { kind: 'call-permission-reply', response }
    }
    default:
      return undefined
  }
}

const chosenIn = ({ id, title }: Json): { readonly id: string; readonly title: string } | undefined => {
  const chosen = wordIn(id)
  return chosen === undefined ? undefined : { id: chosen, title: wordIn(title) ?? '' }
}

/** Meta writes what was filled in as JSON within JSON; some who pass it on have parsed it. */
const filledIn = (response: unknown): unknown => {
  if (typeof response !== 'string') return response ?? null
  try {
    return JSON.parse(response) as unknown
  } catch {
    return null
  }
}
