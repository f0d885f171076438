import { isRight } from '@guichet/core'
import { ContentCodec } from '@guichet/core/store'
import type { SendRequest } from '../ports.ts'
import { addressed, storableId } from '../text.ts'

/**
 * The request with ids in the form in which they are kept. Throws a `TypeError` for one that callers
 * without types have made wrong: nothing may be claimed that could not be read back.
 */
export const sendable = (request: SendRequest): SendRequest => {
  const { phoneNumberId, recipient, content, key } = request
  const named = { phoneNumberId, recipient, ...(key === undefined ? {} : { key }) }
  for (const [name, text] of Object.entries(named))
    if (typeof text !== 'string' || text === '') throw new TypeError(`${name} is not a string, or is empty`)
  for (const one of [content, ...(request.otherwise === undefined ? [] : [request.otherwise.content])])
    if (!isRight(ContentCodec.decode(one)))
      throw new TypeError(
        `content is not a service message, a reaction or a template: ${JSON.stringify(one)}`,
      )
  for (const { asksToCall } of [request, ...(request.otherwise === undefined ? [] : [request.otherwise])])
    if (asksToCall !== undefined && asksToCall !== 'service' && asksToCall !== 'template')
      throw new TypeError(`asksToCall is neither service nor template: ${JSON.stringify(asksToCall)}`)
  return {
    ...request,
    phoneNumberId: storableId(phoneNumberId),
    recipient: addressed(recipient),
    ...(key === undefined ? {} : { key: storableId(key) }),
  }
}
