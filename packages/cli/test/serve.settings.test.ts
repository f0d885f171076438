import { describe, expect, it } from 'vitest'
import { readSettings } from '../src/serve/settings.ts'

const whole = {
  WHATSAPP_APP_SECRET: 'the-app-secret',
  WHATSAPP_VERIFY_TOKEN: 'the-verify-token',
  WHATSAPP_ACCESS_TOKEN: 'EAAtheAccessToken',
  GUICHET_API_KEY: '0123456789abcdef',
}

describe('the gateway’s settings', () => {
  it('come from the environment, with Meta’s address and UTC where nothing is said', () => {
    expect(readSettings(whole)).toEqual({
      ok: true,
      settings: {
        appSecrets: ['the-app-secret'],
        verifyToken: 'the-verify-token',
        accessToken: 'EAAtheAccessToken',
        graphUrl: 'https://graph.facebook.com',
        apiKeys: ['0123456789abcdef'],
        forwardWebhooksTo: null,
        timeZone: 'UTC',
        phoneNumberId: null,
        rates: null,
      },
    })
  })

  it('may name several secrets and keys, for the days in which one replaces another', () => {
    const read = readSettings({
      ...whole,
      WHATSAPP_APP_SECRET: 'old , new,',
      GUICHET_API_KEY: 'aaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbb',
      WHATSAPP_GRAPH_URL: 'http://127.0.0.1:4010/',
      GUICHET_TIME_ZONE: 'Europe/Paris',
      WHATSAPP_PHONE_NUMBER_ID: '100000000000001',
    })
    expect(read).toMatchObject({
      settings: {
        appSecrets: ['old', 'new'],
        apiKeys: ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'],
        graphUrl: 'http://127.0.0.1:4010',
        timeZone: 'Europe/Paris',
        phoneNumberId: '100000000000001',
      },
    })
  })

  it('name everything that is missing at once', () => {
    const read = readSettings({})
    expect(read.ok ? [] : read.problems.map((problem) => problem.split(' ')[0])).toEqual([
      'WHATSAPP_APP_SECRET',
      'WHATSAPP_VERIFY_TOKEN',
      'WHATSAPP_ACCESS_TOKEN',
      'GUICHET_API_KEY',
    ])
  })

  it.each([
    ['a blank secret', { WHATSAPP_APP_SECRET: ' , ' }, 'WHATSAPP_APP_SECRET is missing'],
    ['a short key', { GUICHET_API_KEY: '0123456789abcde' }, 'shorter than 16'],
    ['one short key of two', { GUICHET_API_KEY: '0123456789abcdef,short' }, 'shorter than 16'],
    ['a key that no header may hold', { GUICHET_API_KEY: 'clé-0123456789abcdef' }, 'outside visible ASCII'],
    ['the token as a key', { GUICHET_API_KEY: 'EAAtheAccessToken' }, 'contains the access token'],
    ['an address without a scheme', { WHATSAPP_GRAPH_URL: 'graph.facebook.com' }, 'must be an address'],
    [
      'an address with a password',
      { WHATSAPP_GRAPH_URL: 'https://a:b@graph.facebook.com' },
      'must be an address',
    ],
    ['an endpoint without a scheme', { GUICHET_FORWARD_WEBHOOKS_TO: 'bot.example' }, 'must be an address'],
    ['another scheme', { WHATSAPP_GRAPH_URL: 'ftp://graph.facebook.com' }, 'must be an address'],
  ])('refuse %s, and show no secret', (_, more, words) => {
    const read = readSettings({ ...whole, ...more })
    const told = read.ok ? '' : read.problems.join('\n')
    expect(told).toContain(words)
    for (const secret of [...Object.values(whole), 'short,', 'clé']) expect(told.includes(secret)).toBe(false)
  })
})
