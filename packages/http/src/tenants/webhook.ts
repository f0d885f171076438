import { createHmac } from 'node:crypto'
import { verifySignature } from '@guichet/cloud-api'
import type { Log } from '../log.ts'
import { note } from '../operations/notes.ts'
import type { Parts } from '../parts.ts'
import type { SignedWebhook } from '../webhooks/forward.ts'
import { answered, handshake, keep, readSigned, textOf, unsigned } from '../webhooks/webhook.ts'
import type { House } from './house.ts'
import { namedIn, onlyParts, type Named } from './named.ts'

/** What webhooks need besides the tenants. */
export interface WebhookInput {
  readonly houses: readonly House[]
  readonly limits: Parts['limits']
  readonly log: Log
  readonly now: () => number
}

/** Answers Meta for several tenants: each has its verify token, and its apps' secrets. */
export const webhookOfTenants = (request: Request, input: WebhookInput): Promise<Response> =>
  answered(request, {
    post: () => receive(request, input),
    get: () => {
      const answers = input.houses.map(({ parts }) => handshake(request, parts))
      return answers.find(({ status }) => status === 200) ?? answers[0] ?? unsigned()
    },
  })

const receive = async (request: Request, input: WebhookInput): Promise<Response> => {
  const read = await readSigned(request, input.limits)
  if (read instanceof Response) return read
  const signed = signersOf(read, input.houses)
  if (signed === null) return unsigned()
  const text = textOf(read.body)
  const named = namedIn(text)
  const parts = named.parts.map((part) => ({ part, owner: ownerOf(part, input.houses) }))
  const stranger = parts.find(({ owner }) => owner === null || !signed.signers.includes(owner))
  if (stranger !== undefined) return refused(stranger.part, stranger.owner, input)
  const owners = [...new Set(parts.flatMap(({ owner }) => owner ?? []))]
  const [first = signed.signers[0], ...others] = owners
  if (first === undefined) return unsigned()
  note(request, { tenant: [first, ...others].map(({ scope }) => scope.tenant).join() })
  if (others.length === 0) return first.during(() => keep(read, first.parts))
  // Meta may put what several accounts of one app receive into one webhook.
  const answers = await Promise.all(
    owners.map((owner) => {
      const own = parts.filter((one) => one.owner === owner).map(({ part }) => part)
      return owner.during(() => keep(signedAnew(onlyParts(named, own), signed.secret), owner.parts))
    }),
  )
  return answers.find(({ status }) => status !== 200) ?? answers[0] ?? unsigned()
}

interface Signed {
  readonly secret: string
  /** The tenants that have the secret. */
  readonly signers: readonly House[]
}

/** Who can have signed it. The tenant that it seems to be about is tried first. */
const signersOf = ({ body, signature: header }: SignedWebhook, houses: readonly House[]): Signed | null => {
  const seeming = seemingNumber(body)
  const likely = houses.filter(({ scope }) => seeming !== null && scope.part.phoneNumbers.has(seeming))
  const secrets = new Set([...likely, ...houses].flatMap(({ parts }) => parts.appSecrets))
  for (const secret of secrets)
    if (verifySignature({ body, header, secret }).ok)
      return { secret, signers: houses.filter(({ parts }) => parts.appSecrets.includes(secret)) }
  return null
}

const mark = '"phone_number_id":"'

/** The first phone number id as Meta writes it, at little cost and without trust. */
const seemingNumber = (body: Uint8Array): string | null => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const at = bytes.indexOf(mark)
  if (at === -1) return null
  return /^\d+/.exec(bytes.toString('latin1', at + mark.length, at + mark.length + 32))?.[0] ?? null
}

/**
 * Whose a change is: the tenant's that has all its phone numbers, and whose account is no other's; without a phone
 * number the account's. `null`: nobody's.
 */
const ownerOf = ({ account, phoneNumbers }: Named, houses: readonly House[]): House | null => {
  const [first, ...others] = phoneNumbers
  const owner = houses.find(({ scope: { part } }) =>
    first === undefined
      ? account !== null && part.accounts.has(account)
      : part.phoneNumbers.has(first) && others.every((one) => part.phoneNumbers.has(one)),
  )
  if (owner === undefined) return null
  return account !== null && owner.scope.isForeign(account) ? null : owner
}

/** As a bad signature is: the sender learns nothing, and the operator reads why in the log. */
const refused = (
  { account, phoneNumbers }: Named,
  owner: House | null,
  { log, now }: WebhookInput,
): Response => {
  log({
    level: 'warn',
    event: 'webhook refused',
    at: now(),
    reason: owner === null ? 'no tenant has what it names' : 'signed with the secret of another tenant',
    tenant: owner?.scope.tenant ?? null,
    account: storable(account),
    phoneNumberId: storable(phoneNumbers[0] ?? null),
  })
  return unsigned()
}

/** An id as Meta writes it; a signer may send anything. */
const storable = (id: string | null): string | null => (id !== null && /^\d{1,32}$/.test(id) ? id : null)

const signedAnew = (text: string, secret: string): SignedWebhook => {
  const body = Buffer.from(text)
  return { body, signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }
}
