import { readWebhook } from '@guichet/cloud-api'
import { expect, test } from 'vitest'
import { ACCOUNT, AT, batch, change, template } from './bodies.ts'

const CHANGE = '$.entry[0].changes[0]'

test('a status, with the category it has (SHAPE-29)', () => {
  const paused = template({
    event: 'paused',
    message_template_category: 'UTILITY',
    message_template_language: 'en-US',
  })
  expect(readWebhook(paused)).toEqual({
    events: [
      {
        type: 'template-changed',
        id: `template/${ACCOUNT}/rappel/en-US/PAUSED/1750030073`,
        at: AT,
        account: ACCOUNT,
        name: 'rappel',
        language: 'en-US',
        status: 'PAUSED',
        category: 'utility',
      },
    ],
    messages: [],
    echoes: [],
    phoneNumbers: [],
    unread: [],
  })
})

test('a status without a category', () => {
  const [event] = readWebhook(template({ event: 'APPROVED' })).events
  expect(event).toMatchObject({ status: 'APPROVED' })
  expect(event).not.toHaveProperty('category')
})

test.each([
  ['completed (TPL-7)', { previous_category: 'UTILITY', new_category: 'MARKETING' }, 'marketing'],
  [
    'announced: the present category holds',
    { correct_category: 'MARKETING', new_category: 'UTILITY', category_update_timestamp: 1750116473 },
    'utility',
  ],
  ['only the new category', { new_category: 'MARKETING' }, 'marketing'],
])('a category, %s', (_, value, category) => {
  const [event] = readWebhook(template(value, 'template_category_update')).events
  expect(event).toMatchObject({ type: 'template-changed', at: AT, category })
  expect(event).not.toHaveProperty('status')
})

test('each entry has a time of its own', () => {
  const value = { event: 'APPROVED', message_template_name: 'rappel', message_template_language: 'fr' }
  const changes = [change('message_template_status_update', value)]
  const { events, unread } = readWebhook(
    batch({ time: 1750030073, changes }, { time: 1750030099, changes }, { changes }),
  )
  expect(events).toMatchObject([{ at: AT }, { at: 1750030099000 }])
  expect(unread).toMatchObject([{ path: '$.entry[2].changes[0]', reason: 'no time of the entry' }])
})

test('without an entry id the event speaks for all accounts', () => {
  const value = { event: 'APPROVED', message_template_name: 'rappel', message_template_language: 'fr' }
  const body = batch({ time: 1750030073, changes: [change('message_template_status_update', value)] })
  expect(readWebhook(body).events[0]).not.toHaveProperty('account')
})

const quality = { previous_quality_score: 'GREEN', new_quality_score: 'RED' }
test.each([{ new_quality_score: 'RED' }, { previous_quality_score: 'GREEN' }])(
  '%j is a quality update',
  (value) => {
    expect(readWebhook(template({ ...value, event: 'PAUSED' })).events).toEqual([])
  },
)

test.each(['message_template_quality_update', 'message_template_status_update'])(
  'a quality update under %s changes no status (POS-24)',
  (field) => {
    expect(readWebhook(template({ ...quality, event: 'PAUSED' }, field))).toEqual({
      events: [],
      messages: [],
      echoes: [],
      phoneNumbers: [],
      unread: [{ path: CHANGE, reason: "a template's quality changed: changes no status", kind: field }],
    })
  },
)

test.each([
  ['no time', template({ event: 'APPROVED' }, undefined, null), 'no time of the entry'],
  [
    'time in milliseconds',
    template({ event: 'APPROVED' }, undefined, AT),
    'time of the entry must be in seconds, but looks like milliseconds',
  ],
  [
    'no name',
    template({ event: 'APPROVED', message_template_name: '' }),
    'the value does not name both a template and its language',
  ],
  [
    'no language',
    template({ event: 'APPROVED', message_template_language: null }),
    'the value does not name both a template and its language',
  ],
  [
    'neither status nor category',
    template({}),
    'the value names neither a status nor a category of a template',
  ],
  ['no value', batch({ changes: [change('message_template_status_update', null)] }), 'the value is null'],
])('%s: reported', (_, body, reason) => {
  expect(readWebhook(body)).toMatchObject({ events: [], unread: [{ path: CHANGE, reason }] })
})
