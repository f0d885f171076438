import { isLeft, type Instant } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { isWritable } from '../body/json.ts'
import { timingOf, type Timing } from '../outbox/timing.ts'
import { wrong, type Read } from '../shape/shape.ts'
import type { StandardMessage } from './message.ts'
import { nameTheSender, standardRequest, type StandardTemplate } from './request.ts'

/** A message, and when it leaves. */
export interface MessageReading {
  readonly message: StandardMessage
  readonly timing: Timing
}

/** Reads the body of `POST /messages`. */
export const readMessage = (
  body: unknown,
  ownPhoneNumberId: string | null,
  now: Instant,
): Read<MessageReading> => {
  if (!isWritable(body)) return wrong('body', 'nested too deeply')
  const read = standardRequest.read(body, '')
  if (isLeft(read)) return read
  const { phoneNumberId = ownPhoneNumberId } = read.right
  if (phoneNumberId === null) return wrong('phoneNumberId', nameTheSender)
  const { to, text = null, template = null, ...timing } = read.right
  return right({
    message: { phoneNumberId, to, text, template: template === null ? null : normal(template) },
    timing: timingOf(timing, text !== null && template !== null, now),
  })
}

const normal = (template: StandardTemplate): StandardTemplate =>
  template.category === undefined ? template : { ...template, category: template.category.toLowerCase() }
