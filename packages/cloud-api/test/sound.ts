import { EventCodec } from '@guichet/core'
import type { Reading } from '@guichet/cloud-api'
import { expect } from 'vitest'
import { resolves } from './paths.ts'

/** Every event is one by core's word, every echo has its event, and every report points at something in the body. */
export const isSound = (body: unknown, { events, echoes, unread, phoneNumbers }: Reading): void => {
  for (const event of events) expect(EventCodec.is(event), JSON.stringify(event)).toBe(true)
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
