import { readWebhook } from '@guichet/cloud-api'
import { describe, expect, test } from 'vitest'
import {
  GROUP,
  type Json,
  OTHER_PHONE,
  OTHER_USER_ID,
  PHONE,
  SECONDS,
  USER_ID,
  bodyOf,
  inThread,
  message,
  messagesBody,
  threads,
  phoneNumbers,
} from './bodies.ts'

const renamed = (previous: string, current: string, id = 'wamid.in/renamed'): Json => ({
  type: 'customer-renamed',
  id,
  customer: previous,
  previous,
  current,
  ...inThread,
})

const read = (ids: Json, system: unknown): ReturnType<typeof readWebhook> =>
  readWebhook(messagesBody(message({ ...ids, type: 'system', system })))

describe('system messages (SHAPE-15, ID-5, ID-11)', () => {
  const both = { from: PHONE, from_user_id: USER_ID }
  test.each([
    ['phone to phone', { from: PHONE }, { wa_id: OTHER_PHONE }, [renamed(PHONE, OTHER_PHONE)]],
    [
      'user id to user id',
      { from: '', from_user_id: USER_ID },
      { user_id: OTHER_USER_ID },
      [renamed(USER_ID, OTHER_USER_ID, 'wamid.in/renamed-user-id')],
    ],
    [
      'both',
      both,
      { wa_id: OTHER_PHONE, user_id: OTHER_USER_ID },
      [renamed(PHONE, OTHER_PHONE), renamed(USER_ID, OTHER_USER_ID, 'wamid.in/renamed-user-id')],
    ],
    [
      'the phone stayed',
      both,
      { wa_id: PHONE, user_id: OTHER_USER_ID },
      [renamed(USER_ID, OTHER_USER_ID, 'wamid.in/renamed-user-id')],
    ],
    [
      'the old user id is not known',
      { from: PHONE },
      { wa_id: OTHER_PHONE, user_id: OTHER_USER_ID },
      [renamed(PHONE, OTHER_PHONE)],
    ],
    ['phone to user id', { from: PHONE }, { user_id: OTHER_USER_ID }, [renamed(PHONE, OTHER_USER_ID)]],
    [
      'user id to phone',
      { from: '', from_user_id: USER_ID },
      { wa_id: OTHER_PHONE },
      [renamed(USER_ID, OTHER_PHONE)],
    ],
    [
      'a type not known today',
      { from: PHONE },
      { wa_id: OTHER_PHONE, type: 'user_moved' },
      [renamed(PHONE, OTHER_PHONE)],
    ],
  ])('%s', (_, ids, system, renamings) => {
    const { events, unread } = read(ids, { type: 'user_changed_number', ...system })
    expect(events[0]).toMatchObject({ type: 'customer-messaged', id: 'wamid.in', kind: 'system' })
    expect(events.slice(1)).toEqual(renamings)
    expect(unread).toEqual([])
  })

  test('only the new id: reported', () => {
    const ids = { from: undefined }
    const { events, unread } = read(ids, { type: 'user_changed_user_id', user_id: OTHER_USER_ID })
    expect(events).toEqual([])
    expect(unread).toMatchObject([
      { reason: "the system message does not name the customer's previous id", kind: 'system' },
    ])
  })

  test.each([
    [
      'the same number',
      { type: 'user_changed_number', wa_id: PHONE },
      'the system message names no id that was replaced',
    ],
    ['no new number', { type: 'user_changed_number' }, 'the system message names no new id of the customer'],
    [
      'the old user id is missing',
      { type: 'user_changed_user_id', wa_id: PHONE, user_id: OTHER_USER_ID },
      'the system message names no id that was replaced',
    ],
  ])('%s: reported beside the message', (_, system, reason) => {
    const { events, unread } = read({ from: PHONE }, system)
    expect(events).toMatchObject([{ kind: 'system' }])
    expect(unread).toMatchObject([{ path: '$.entry[0].changes[0].value.messages[0].system', reason }])
  })

  test.each([
    [{ type: 'customer_identity_changed', wa_id: OTHER_PHONE }],
    [{ type: 'something_else' }],
    [undefined],
    ['text'],
  ])('%j renames nobody', (system) => {
    const { events, unread } = read({ from: PHONE }, system)
    expect(events).toMatchObject([{ type: 'customer-messaged', kind: 'system' }])
    expect(unread).toEqual([])
  })

  test('in a group the person is renamed, not the group', () => {
    const { events } = read(
      { from: PHONE, group_id: GROUP },
      { type: 'user_changed_number', wa_id: OTHER_PHONE },
    )
    expect(events).toMatchObject([{ customer: GROUP }, { customer: PHONE, current: OTHER_PHONE }])
  })
})

describe('user_id_update (SHAPE-23)', () => {
  const update = (more: Json = {}): ReturnType<typeof readWebhook> =>
    readWebhook(
      bodyOf(
        threads(
          {
            user_id_update: [
              { user_id: { previous: USER_ID, current: OTHER_USER_ID }, timestamp: SECONDS, ...more },
            ],
          },
          'user_id_update',
        ),
      ),
    )

  test('a replaced user id', () => {
    expect(update()).toEqual({
      events: [renamed(USER_ID, OTHER_USER_ID, `${USER_ID}/${OTHER_USER_ID}/${SECONDS}`)],
      messages: [],
      echoes: [],
      unread: [],
      phoneNumbers,
    })
  })

  test.each([
    [{ user_id: undefined }, 'the update does not name both the previous and the current user id'],
    [{ user_id: { current: USER_ID } }, 'the update does not name both the previous and the current user id'],
    [
      { user_id: { previous: USER_ID, current: USER_ID } },
      'the previous and the current user id are the same',
    ],
    [{ timestamp: undefined }, 'no timestamp'],
  ])('%j', (more, reason) => {
    const { events, unread } = update(more)
    expect(events).toEqual([])
    expect(unread).toMatchObject([{ path: '$.entry[0].changes[0].value.user_id_update[0]', reason }])
  })
})
