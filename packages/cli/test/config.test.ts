import { readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRight } from '@guichet/core'
import { holds } from '../../core/test/support/check.ts'
import { configFile } from '../src/config/file.ts'
import { configProblemsInWords, readConfig } from '../src/config/read.ts'
import { configSchema } from '../src/config/schema.ts'
import { samplePath } from './support/cards.ts'
import { otherEntry, tenantEntry } from './support/configs.ts'
import { temporaryFolder } from './support/folder.ts'

const folder = temporaryFolder()

/** The problems of a configuration, a line each; the configuration, where it has none. */
const reading = async (config: unknown, environment: Readonly<Record<string, string>> = {}) => {
  const path = await folder.file('guichet.json', typeof config === 'string' ? config : JSON.stringify(config))
  const read = await readConfig(path, environment)
  return isRight(read) ? read.right : configProblemsInWords(read.left)
}

const key = (more: object): object => ({ name: 'bot', key: 'bot-key-PLANTED-0001', may: ['send'], ...more })

describe('a configuration', () => {
  it('is read, with what it leaves out', async () => {
    const config = await reading({ $schema: './config.schema.json', tenants: [tenantEntry()] })
    expect(config).toEqual({
      tenants: [{ ...tenantEntry(), forward: [], windowClosingMinutes: 60 }],
      rates: null,
      card: null,
      timeZone: 'UTC',
      auditTrailDays: 90,
      journalDays: null,
      files: [folder.path('guichet.json')],
    })
  })

  it('has its secrets from files beside it and from the environment', async () => {
    await folder.file('token', '  EAAG-OF-A-FILE\n')
    await folder.file('card.csv', await readFile(samplePath, 'utf8'))
    const config = await reading(
      {
        rates: 'card.csv',
        tenants: [
          tenantEntry({
            accessToken: { file: 'token' },
            verifyToken: { env: 'VERIFY' },
            keys: [key({ key: { env: 'KEY' } })],
            forward: [{ url: 'https://bot.test/', events: ['refused'], secret: { env: 'SECRET' } }],
          }),
        ],
      },
      { VERIFY: 'verify', KEY: 'a-key-of-the-environment', SECRET: 'a-secret-of-the-environment' },
    )
    expect(config).toMatchObject({
      rates: folder.path('card.csv'),
      tenants: [
        {
          accessToken: 'EAAG-OF-A-FILE',
          verifyToken: 'verify',
          keys: [{ key: 'a-key-of-the-environment' }],
          forward: [{ url: 'https://bot.test/', events: ['refused'], secret: 'a-secret-of-the-environment' }],
        },
      ],
      files: [folder.path('guichet.json'), folder.path('token'), folder.path('card.csv')],
    })
  })

  it.each<[string, unknown, string]>([
    ['no JSON', '{"tenants": "PLANTED', 'the file is not JSON'],
    ['no object', [], 'must be an object, but is a list'],
    ['nothing', {}, 'tenants: is missing'],
    ['no tenant', { tenants: [] }, 'tenants: must have 1 or more'],
    [
      'a right that does not exist',
      { tenants: [tenantEntry(), otherEntry({ keys: [key({}), key({ may: ['sned'] })] })] },
      'tenants[1].keys[1].may[0]: must be one of send, ask, read, board, operate, but is "sned"',
    ],
    [
      'a key without rights',
      { tenants: [tenantEntry({ keys: [key({ may: [] })] })] },
      'tenants[0].keys[0].may: must have 1 or more',
    ],
    [
      'a misspelt field',
      { tenants: [{ ...tenantEntry(), forwards: [] }] },
      'tenants[0].forwards: unknown field `forwards`; did you mean `forward`?',
    ],
    [
      'a missing field',
      { tenants: [tenantEntry({ accessToken: undefined })] },
      'tenants[0].accessToken: is missing',
    ],
    [
      'an id that is a number',
      { tenants: [tenantEntry({ phoneNumbers: [100] })] },
      "tenants[0].phoneNumbers[0]: must be an id of Meta's: 1 to 32 digits, but is a number",
    ],
    [
      'a short key',
      { tenants: [tenantEntry({ keys: [key({ key: 'PLANTED' })] })] },
      'tenants[0].keys[0].key: must be 16 or more visible ASCII characters without spaces; make one with: openssl rand -hex 24',
    ],
    [
      'a variable that is not set',
      { tenants: [tenantEntry({ appSecrets: [{ env: 'NONE' }] })] },
      'tenants[0].appSecrets[0].env: the environment variable NONE is not set',
    ],
    [
      'a variable with a short key',
      { tenants: [tenantEntry({ keys: [key({ key: { env: 'SHORT' } })] })] },
      'tenants[0].keys[0].key.env: the environment variable SHORT must hold 16 or more visible ASCII characters without spaces; make one with: openssl rand -hex 24',
    ],
    [
      'a file that is not there',
      { tenants: [tenantEntry({ verifyToken: { file: 'none' } })] },
      'tenants[0].verifyToken.file: none cannot be read (ENOENT)',
    ],
    [
      'an event that does not exist',
      { tenants: [tenantEntry({ forward: [{ url: 'https://a.test', events: ['all'] }] })] },
      'tenants[0].forward[0].events[0]: must be one of *, window-closing, window-closed, refused, outcome-known, entry-point-waiting, restricted, limit-near, template-paused, but is "all"',
    ],
    [
      'an event that nothing signs',
      { tenants: [tenantEntry({ forward: [{ url: 'https://a.test', events: ['*', 'refused'] }] })] },
      'tenants[0].forward[0].secret: is missing; events of the gateway are signed with it',
    ],
    [
      'an address that is none',
      { tenants: [tenantEntry({ forward: [{ url: 'http://[', events: ['*'] }] })] },
      'tenants[0].forward[0].url: must be an address such as https://bot.example/webhook',
    ],
    [
      'the same id twice',
      { tenants: [tenantEntry(), otherEntry({ id: 'bakery' })] },
      'tenants[1].id: is the id of tenants[0].id, too; each tenant has its own',
    ],
    [
      'the same phone number twice',
      { tenants: [tenantEntry(), otherEntry({ phoneNumbers: ['101', '100'] })] },
      'tenants[1].phoneNumbers[1]: is at tenants[0].phoneNumbers[0], too; a phone number belongs to one tenant',
    ],
    [
      'the same account twice',
      { tenants: [tenantEntry(), otherEntry({ accounts: ['200'] })] },
      'tenants[1].accounts[0]: is at tenants[0].accounts[0], too; an account belongs to one tenant',
    ],
    [
      'the same key twice',
      { tenants: [tenantEntry(), otherEntry({ keys: [key({})] })] },
      'tenants[1].keys[0].key: is the same key as tenants[0].keys[0].key; make one with: openssl rand -hex 24',
    ],
    [
      'the same name twice',
      { tenants: [tenantEntry({ keys: [key({}), key({ key: 'another-key-PLANTED-1' })] })] },
      'tenants[0].keys[1].name: is the name of tenants[0].keys[0].name, too; the audit trail names keys by it',
    ],
    [
      "a key that is another tenant's token",
      { tenants: [tenantEntry(), otherEntry({ accessToken: 'bot-key-PLANTED-0001' })] },
      'tenants[0].keys[0].key: is an access token, with which callers could go around the gateway; choose another key',
    ],
    [
      'a zone that does not exist',
      { timeZone: 'Mars/Olympus', tenants: [tenantEntry()] },
      'timeZone: unknown time zone `Mars/Olympus`; name one like Europe/Paris',
    ],
  ])('with %s is refused', async (_, config, line) => {
    const problems = await reading(config, { SHORT: 'PLANTED' })
    expect(problems).toContain(line)
    expect(JSON.stringify(problems)).not.toContain('PLANTED')
  })

  it('whose rate card cannot be used is refused', async () => {
    const problems = await reading({ rates: 'none.csv', tenants: [tenantEntry()] })
    expect(problems).toEqual([expect.stringMatching(/^rates: .*none\.csv/)])
  })

  it('names all that is wrong at once', async () => {
    const tenants = [tenantEntry({ id: '', accounts: '200' }), otherEntry({ keys: [key({ may: 'send' })] })]
    expect(await reading({ tenants })).toEqual([
      'tenants[0].id: must be 1 to 64 letters, digits, spaces, dots, dashes or underscores, the first a letter or digit',
      'tenants[0].accounts: must be a list, but is a string',
      'tenants[1].keys[0].may: must be a list, but is a string',
    ])
  })
})

describe('the schema for editors', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(configSchema)
  const whole = {
    rates: 'card.csv',
    timeZone: 'Europe/Paris',
    auditTrailDays: 30,
    journalDays: 30,
    tenants: [
      tenantEntry({
        verifyToken: { env: 'A' },
        accessToken: { file: 'b' },
        forward: [{ url: 'https://bot.test/', events: ['*', 'refused'], secret: { env: 'SECRET' } }],
      }),
      otherEntry(),
    ],
  }

  it('accepts what is read', () => {
    expect(validate(whole)).toBe(true)
    expect(isRight(configFile.read(whole, ''))).toBe(true)
  })

  it('accepts the example', async () => {
    const example: unknown = JSON.parse(
      await readFile(new URL('../examples/guichet.json', import.meta.url), 'utf8'),
    )
    expect(validate(example)).toBe(true)
    expect(isRight(configFile.read(example, ''))).toBe(true)
  })

  it('agrees with the reader, wherever something else stands', () => {
    const other = fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        '',
        'x',
        'sixteen characters',
        'sixteencharacters',
        '*',
        '100',
      ),
      fc.constantFrom<unknown>(0, 1, 8.5, 5000, true, [], {}, ['x'], ['send'], { env: 'A' }, { file: '' }),
      fc.constantFrom<unknown>({ env: 'A', file: 'b' }, { env: '1' }, { url: 'http://a', events: [] }, [[]]),
    )
    const added = fc.constantFrom('', 'x', 'secret', 'env')
    const verdicts = new Set<boolean>()
    holds(
      [fc.nat(), other, added],
      (place, value, name) => {
        const changed = replaced(whole, place, value, name)
        const isRead = isRight(configFile.read(changed, ''))
        verdicts.add(isRead)
        return validate(changed) === isRead
      },
      1000,
    )
    expect(verdicts.size).toBe(2)
  })
})

/** The value with something else at one of its places, or with a further field there. */
const replaced = (whole: unknown, place: number, value: unknown, name: string): unknown => {
  const copy: unknown = structuredClone(whole)
  const places: [object, string][] = []
  const visit = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return
    for (const [field, next] of Object.entries(inner)) {
      places.push([inner, field])
      visit(next)
    }
    if (name !== '' && !Array.isArray(inner)) places.push([inner, name])
  }
  visit(copy)
  const [inner, field] = places[place % places.length] ?? [{}, '']
  // A field that is undefined is a field that JSON leaves out.
  if (value === undefined && !Array.isArray(inner)) Reflect.deleteProperty(inner, field)
  else Reflect.set(inner, field, value ?? null)
  return copy
}
