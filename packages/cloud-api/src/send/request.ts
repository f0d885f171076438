import { isObject } from '../read/json.ts'
import { contentOf } from './content.ts'

/** A message to be sent. */
export interface Outgoing {
  /** The id of the business phone number that it goes out from. */
  readonly phoneNumberId: string
  /** The body as the Cloud API takes it. It goes out as it is, but for the callback data. */
  readonly body: object
  /** At most 512 characters, not empty; the message's statuses bring them back as echoes. */
  readonly callbackData?: string
  /** `marketing_messages` is for marketing templates only, and never chosen here. Default `messages`. */
  readonly endpoint?: 'messages' | 'marketing_messages'
}

/** Where requests go, and what lets them in. */
export interface Target {
  readonly accessToken: string
  readonly baseUrl: string
  readonly version: string
}

/** A request as HTTP has it. */
export interface GraphRequest {
  readonly method: 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A request, or why none can be made, in words that hold nothing of what was given. */
export type RequestMaking =
  { readonly ok: true; readonly request: GraphRequest } | { readonly ok: false; readonly reason: string }

/** Makes the request that sends a message (SEND-4). */
export const requestOf = (target: Target, message: Outgoing): RequestMaking => {
  const url = urlOf(target, message)
  if (!url.ok) return url
  const { accessToken } = target
  if (!/^[\x21-\x7e]+$/.test(accessToken)) return no('the access token is empty, or holds what no header may')
  const body = bodyOf(message)
  if (!body.ok) return body
  const headers = {
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
    accept: 'application/json',
  }
  return { ok: true, request: { method: 'POST', url: url.text, headers, body: body.text } }
}

type Made = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string }

const no = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason })

const urlOf = ({ baseUrl, version }: Target, message: Outgoing): Made => {
  if (!URL.canParse(baseUrl)) return no('the base URL is no URL')
  const { protocol, username, password, search, hash, origin, pathname } = new URL(baseUrl)
  if (protocol !== 'https:' && protocol !== 'http:') return no('the base URL is neither https nor http')
  if (`${username}${password}${search}${hash}` !== '')
    return no('the base URL holds more than a host and a path')
  if (!/^v\d+\.\d+$/.test(version)) return no('the version is not one of the Graph API, such as v24.0')
  // Nothing that could lead to another path.
  if (!/^[\w-]+$/.test(message.phoneNumberId)) return no('the phone number id is none')
  const base = `${origin}${pathname.replace(/\/+$/, '')}`
  return { ok: true, text: `${base}/${version}/${message.phoneNumberId}/${message.endpoint ?? 'messages'}` }
}

const LONGEST_CALLBACK_DATA = 512

const bodyOf = (message: Outgoing): Made => {
  try {
    return writtenBody(message)
  } catch {
    return no('the body cannot be written as JSON')
  }
}

const writtenBody = ({ body, callbackData }: Outgoing): Made => {
  const content = contentOf(body)
  // An unnamed template is for WhatsApp to refuse; a read receipt is never answered with a message.
  if (!isObject(body) || (!content.ok && content.why !== 'unnamed-template'))
    return no(content.ok ? 'no message body' : content.reason)
  if (callbackData === undefined) return textOf(body)
  if (callbackData === '' || callbackData.length > LONGEST_CALLBACK_DATA)
    return no('the callback data is empty or longer than 512 characters')
  const own = body.biz_opaque_callback_data
  if (own !== undefined && own !== callbackData) return no('the body carries other callback data already')
  return textOf({ ...body, biz_opaque_callback_data: callbackData })
}

const textOf = (body: object): Made => {
  const text: unknown = JSON.stringify(body)
  return typeof text === 'string' ? { ok: true, text } : no('the body is nothing in JSON')
}
