import { EventCodec } from '@guichet/core'
import type { Reading } from '@guichet/cloud-api'
import { expect } from 'vitest'
import { resolves } from './paths.ts'

interface Named {
  readonly id: string
  readonly at: number
  readonly phoneNumberId?: string
  readonly customer?: string
}

const nameOf = ({ id, at, phoneNumberId, customer }: Named): unknown => ({ id, at, phoneNumberId, customer })

/** Every event is one by core's word, every message and echo has its event, and every report points at something in the body. */
export const isSound = (body: unknown, { events, messages, echoes, unread, phoneNumbers }: Reading): void => {
  for (const event of events) expect(EventCodec.is(event), JSON.stringify(event)).toBe(true)
  const said = events.filter(({ type }) => type === 'customer-messaged')
  expect(messages.map(nameOf)).toEqual(said.map(nameOf))
  for (const { callbackData, message, at, status } of echoes) {
    expect(callbackData).not.toBe('')
    expect(events).toContainEqual(expect.objectContaining({ type: 'message-status', message, at, status }))
  }
  for (const { phoneNumberId, displayPhoneNumber } of phoneNumbers) {
    expect(phoneNumberId).not.toBe('')
    expect(displayPhoneNumber).toMatch(/^\d+$/)
  }
  for (const { path, reason } of unread) {
    expect(resolves(body, path), path).toBe(true)
    expect(reason).not.toBe('')
  }
}
