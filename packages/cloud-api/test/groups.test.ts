import { readWebhook } from '@guichet/cloud-api'
import { expect, test } from 'vitest'
import { ACCOUNT, AT, GROUP, type Json, PHONE_NUMBER_ID, SECONDS, change, bodyOf, group } from './bodies.ts'

const ELEMENT = '$.entry[0].changes[0].value.groups[0]'
const about = (type: unknown, more: Json = {}): Json => ({
  timestamp: SECONDS,
  group_id: GROUP,
  type,
  request_id: 'r',
  ...more,
})

test.each([
  ['group_lifecycle_update', 'group_create', 'active'],
  ['group_lifecycle_update', 'group_delete', 'deleted'],
  ['group_status_update', 'group_suspend', 'suspended'],
  ['group_status_update', 'group_suspend_cleared', 'active'],
])('%s, %s: the group is %s (GRP-7)', (field, type, state) => {
  const { events, unread } = readWebhook(group(field, about(type)))
  expect(unread).toEqual([])
  expect(events).toStrictEqual([
    {
      type: 'group-changed',
      id: `group/${ACCOUNT}/${PHONE_NUMBER_ID}/${GROUP}/${state}/${SECONDS}`,
      at: AT,
      phoneNumberId: PHONE_NUMBER_ID,
      group: GROUP,
      state,
      account: ACCOUNT,
    },
  ])
})

test.each([
  ['group_participants_update', about('group_participants_add'), /^who is in the group/],
  ['group_participants_update', about('group_participants_remove'), /^who is in the group/],
  ['group_participants_update', about('group_join_request_created'), /^who is in the group/],
  ['group_participants_update', about('group_join_request_revoked'), /^who is in the group/],
  ['group_participant_update', about('group_add_participants'), /^who is in the group/],
  ['group_participant_update', about('group_remove_participants'), /^who is in the group/],
  ['group_settings_update', about('group_settings_update'), /name or picture/],
  // Seen in an example of Meta's: a removal that calls itself a creation would end a suspension.
  ['group_participants_update', about('group_create'), /^group_create under group_participants_update/],
  ['messages', about('group_suspend'), /^group_suspend under messages/],
  ['group_lifecycle_update', about('group_create', { errors: [{ code: 131211 }] }), /that failed/],
  ['group_lifecycle_update', about('group_delete', { errors: { code: 1 } }), /that failed/],
  ['group_status_update', about('group_frozen'), /^change of a group not known today: group_frozen$/],
  ['group_status_update', about(undefined), /^the type of the group's change is nothing$/],
  ['group_status_update', about('group_suspend', { group_id: '' }), /no valid id of a group/],
  ['group_status_update', about('group_suspend', { timestamp: 'x' }), /^timestamp must be/],
  ['group_status_update', 'group_suspend', /^not a change of a group but a text$/],
])('%s %j is one report', (field, element, reason) => {
  const { events, unread } = readWebhook(group(field, element))
  expect(events).toEqual([])
  expect(unread).toMatchObject([{ path: ELEMENT, reason: expect.stringMatching(reason) }])
})

test('errors that are none do not undo a change', () => {
  for (const errors of [[], null, ''])
    expect(
      readWebhook(group('group_lifecycle_update', about('group_create', { errors }))).events,
    ).toHaveLength(1)
})

test('without a phone number each is reported by itself', () => {
  const body = bodyOf(
    change('group_status_update', { groups: [about('group_suspend'), about('group_suspend')] }),
  )
  expect(readWebhook(body)).toMatchObject({
    events: [],
    unread: [{ path: ELEMENT }, { path: ELEMENT.replace('groups[0]', 'groups[1]') }],
  })
})
