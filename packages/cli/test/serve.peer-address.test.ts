import { describe, expect, test } from 'vitest'
import { run } from './support/run.ts'
import { ownAddress, peerAddress, peerAddressBy } from '../src/serve/peer-address.ts'

describe('the address under which other processes reach this one', () => {
  test.each([
    ['10.0.0.5:8080', '10.0.0.5', 8080],
    ['10.0.0.5', '10.0.0.5', null],
    ['guichet-0.guichet:8080', 'guichet-0.guichet', 8080],
    ['Gateway_1', 'Gateway_1', null],
    ['[fd00::5]:8080', 'fd00::5', 8080],
    ['[fd00::5]', 'fd00::5', null],
    ['fd00::5', 'fd00::5', null],
    [' 10.0.0.5:65535 ', '10.0.0.5', 65_535],
  ])('%j is %j, port %j', (text, host, port) => {
    expect(peerAddress(text)).toEqual({ host, port })
    expect(peerAddressBy(null, { GUICHET_PEER_ADDRESS: text })).toEqual({ host, port })
  })

  test.each([
    ':8080',
    '10.0.0.5:',
    '10.0.0.5:0',
    '10.0.0.5:65536',
    '10.0.0.5:eighty',
    '10.0.0.5:80:80',
    'http://10.0.0.5:8080',
    '10.0.0.5/path',
    'user@10.0.0.5',
    'two words',
    '[fd00::5',
    '[10.0.0.5]:80',
    '300.0.0.1',
    'fd00::g',
  ])('%j is none', (text) => {
    const hint = 'write HOST or HOST:PORT, such as 10.0.0.5:8080 or [fd00::5]:8080'
    expect(() => peerAddress(text)).toThrow(hint)
    expect(() => peerAddressBy(null, { GUICHET_PEER_ADDRESS: text })).toThrow(`GUICHET_PEER_ADDRESS: ${hint}`)
  })

  test('comes from the option before the variable, and is not given where neither is', () => {
    expect(peerAddressBy({ host: 'one', port: null }, { GUICHET_PEER_ADDRESS: 'another' })).toEqual({
      host: 'one',
      port: null,
    })
    expect(peerAddressBy(null, { GUICHET_PEER_ADDRESS: ' ' })).toBeNull()
    expect(peerAddressBy(null, {})).toBeNull()
  })

  test.each([
    [
      'as given, with the port of the gateway',
      { host: 'a', port: null },
      '0.0.0.0',
      { host: 'a', port: 8080 },
    ],
    ['as given, with its own port', { host: 'a', port: 9 }, '127.0.0.1', { host: 'a', port: 9 }],
    ['where it listens, if that is one address', null, '10.0.0.5', { host: '10.0.0.5', port: 8080 }],
    ['not known where it listens everywhere', null, '0.0.0.0', { host: null, port: 8080 }],
    ['not known where it listens everywhere by IPv6', null, '::', { host: null, port: 8080 }],
  ])('is %s', (_, given, host, own) => {
    expect(ownAddress(given, { host, port: 8080 })).toEqual(own)
  })
})

describe('guichet serve', () => {
  const environment = {
    WHATSAPP_APP_SECRET: 'the-app-secret',
    WHATSAPP_VERIFY_TOKEN: 'the-verify-token',
    WHATSAPP_ACCESS_TOKEN: 'EAAtheAccessToken',
    GUICHET_API_KEY: 'the-key-0123456789',
  }
  const args = ['serve', '--port', '0', '--store', 'memory:']
  const hint = 'write HOST or HOST:PORT, such as 10.0.0.5:8080 or [fd00::5]:8080'
  const needless =
    'guichet: --peer-address and GUICHET_PEER_ADDRESS are for a store that several processes share: postgres://…\n'

  test.each([
    ['an option that is none', ['--peer-address', '10.0.0.5:'], {}, hint],
    [
      'a variable that is none',
      [],
      { GUICHET_PEER_ADDRESS: '10.0.0.5:' },
      `guichet: GUICHET_PEER_ADDRESS: ${hint}\n`,
    ],
    ['a store that no other process can use', ['--peer-address', '10.0.0.5'], {}, needless],
  ])('says what is wrong with %s', async (_, options, more, error) => {
    const { code, stderr } = await run([...args, ...options], { environment: { ...environment, ...more } })
    expect([code, stderr]).toEqual([2, expect.stringContaining(error)])
  })
})
