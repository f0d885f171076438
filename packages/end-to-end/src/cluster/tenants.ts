import { createHmac } from 'node:crypto'
import { writeFile } from 'node:fs/promises'

/** A business of a gateway that serves several. */
export interface Tenant {
  readonly id: string
  readonly appSecret: string
  readonly key: string
  readonly account: string
  readonly phoneNumbers: readonly string[]
}

/** Two businesses, with so many phone numbers each. */
export const twoTenants = (each: number): readonly [Tenant, Tenant] => [
  tenant('bakery', each, 1),
  tenant('florist', each, 2),
]

const tenant = (id: string, each: number, digit: number): Tenant => ({
  id,
  appSecret: `app-secret-of-the-${id}`,
  key: `api-key-of-the-${id}-0001`,
  account: `${digit}00`,
  phoneNumbers: Array.from({ length: each }, (_, index) => `${digit}${String(index).padStart(4, '0')}`),
})

/** Writes what `guichet serve --config` reads. */
export const writeConfig = (path: string, tenants: readonly Tenant[]): Promise<void> =>
  writeFile(
    path,
    JSON.stringify({
      tenants: tenants.map(({ id, appSecret, key, account, phoneNumbers }) => ({
        id,
        appSecrets: [appSecret],
        verifyToken: `verify-token-of-the-${id}`,
        accessToken: `access-token-of-the-${id}`,
        phoneNumbers,
        accounts: [account],
        keys: [{ name: 'trial', key, may: ['ask', 'read'] }],
      })),
    }),
  )

/** A customer writes: the body, and what the tenant's app signs it with. */
export const saying = (
  { account, appSecret }: Tenant,
  phoneNumber: string,
  id: string,
): { readonly body: string; readonly headers: Readonly<Record<string, string>> } => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const message = { id, from: '33639980001', timestamp, type: 'text', text: { body: 'Good morning' } }
  const metadata = { phone_number_id: phoneNumber }
  const value = { messaging_product: 'whatsapp', metadata, messages: [message] }
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: account, changes: [{ field: 'messages', value }] }],
  })
  const signature = createHmac('sha256', appSecret).update(body).digest('hex')
  return {
    body,
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
  }
}

/** How a gateway treats tenants, by what it answers to one's own and to the other's. */
export const apartProblems = async (
  url: string,
  [one, other]: readonly [Tenant, Tenant],
): Promise<readonly string[]> => {
  const asked = async (by: Tenant, of: Tenant): Promise<number> =>
    (await post(`${url}/ask`, by.key, questionOf(of))).status
  const forged = saying({ ...other, appSecret: one.appSecret }, other.phoneNumbers[0] ?? '', 'wamid.forged')
  const foreign = await fetch(`${url}/webhooks/whatsapp`, { method: 'POST', ...forged })
  const statuses = [
    await asked(one, one),
    await asked(other, other),
    await asked(one, other),
    await asked(other, one),
    foreign.status,
  ]
  const problems =
    String(statuses) === '200,200,403,403,401' ? [] : [`tenants are answered ${String(statuses)}`]
  const listed = await Promise.all([one, other].map((reader) => numbersListed(url, reader)))
  return [
    ...problems,
    ...[one, other].flatMap(({ id, phoneNumbers }, index) =>
      String(listed[index]) === String(phoneNumbers)
        ? []
        : [`the ${id} sees threads of ${String(listed[index])}`],
    ),
  ]
}

const questionOf = ({ phoneNumbers: [phoneNumberId] }: Tenant): object => ({
  phoneNumberId,
  customer: '33639980001',
  message: { kind: 'service' },
})

const post = (url: string, key: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** The phone numbers of the threads that a tenant's key lists. */
const numbersListed = async (url: string, { key }: Tenant): Promise<readonly string[]> => {
  const answer = await fetch(`${url}/threads?waiting=true&limit=200`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const { threads = [] } = (await answer.json()) as {
    readonly threads?: readonly { readonly phoneNumberId: string }[]
  }
  return [...new Set(threads.map(({ phoneNumberId }) => phoneNumberId))].toSorted()
}
