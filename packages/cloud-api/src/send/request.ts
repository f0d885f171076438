import { headersOf, no, urlOf, type Made, type RequestMaking, type Target } from '../graph/target.ts'
import { isObject } from '../read/json.ts'
import { contentOf } from './content.ts'

/** A message to send. */
export interface Outgoing {
  /** The id of the business phone number to send from. */
  readonly phoneNumberId: string
  /** The body in the shape of the Cloud API. It is sent unchanged, except for the callback data. */
  readonly body: object
  /** At most 512 characters, not empty; the message's statuses bring them back as echoes. */
  readonly callbackData?: string
  /** `marketing_messages` is for marketing templates only, and never chosen here. Default `messages`. */
  readonly endpoint?: 'messages' | 'marketing_messages'
}

/** Makes the request that sends a message (SEND-4). */
export const requestOf = (target: Target, message: Outgoing): RequestMaking => {
  const { phoneNumberId, endpoint = 'messages' } = message
  const url = urlOf(target, { id: phoneNumberId, named: 'the phone number id', edge: endpoint })
  if (!url.ok) return url
  const headers = headersOf(target)
  if (!headers.ok) return headers
  const body = bodyOf(message)
  if (!body.ok) return body
  return {
    ok: true,
    request: {
      method: 'POST',
      url: url.text,
      headers: { ...headers.headers, 'content-type': 'application/json' },
      body: body.text,
    },
  }
}

const LONGEST_CALLBACK_DATA = 512

const bodyOf = (message: Outgoing): Made => {
  try {
    return writtenBody(message)
  } catch {
    return no('the body cannot be serialised as JSON')
  }
}

const writtenBody = ({ body, callbackData }: Outgoing): Made => {
  const content = contentOf(body)
  // An unnamed template is for WhatsApp to refuse; a read receipt is never answered with a message.
  if (!isObject(body) || (!content.ok && content.why !== 'unnamed-template'))
    return no(content.ok ? 'the body is not a message: it must be an object with a type' : content.reason)
  if (callbackData === undefined) return textOf(body)
  if (callbackData === '' || callbackData.length > LONGEST_CALLBACK_DATA)
    return no('the callback data must be a text of 1 to 512 characters')
  const given = body.biz_opaque_callback_data
  if (given !== undefined && given !== callbackData)
    return no('the body already contains other callback data in biz_opaque_callback_data')
  return textOf({ ...body, biz_opaque_callback_data: callbackData })
}

const textOf = (body: object): Made => {
  const text: unknown = JSON.stringify(body)
  return typeof text === 'string' ? { ok: true, text } : no('the body must be a JSON object')
}
