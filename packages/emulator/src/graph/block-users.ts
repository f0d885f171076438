import { compact, isList, isObject, textIn, type Json } from '../json.ts'
import { DAY } from '../time/instant.ts'
import { customerNamed, threadOf } from '../world/customers.ts'
import type { Customer, Thread, World } from '../world/world.ts'
import { errorAnswer, jsonAnswer } from './answers.ts'

/** `GET /{phone number}/block_users`: the customers whom the number has blocked. */
export const listBlocked = (world: World, phoneNumberId: string): Response =>
  jsonAnswer({
    data: [...world.threads.values()]
      .filter((thread) => thread.phoneNumberId === phoneNumberId && thread.isBlocked)
      .map(({ customer }) => ({ messaging_product: 'whatsapp', ...idsOf(customer) })),
  })

/**
 * `POST` and `DELETE /{phone number}/block_users`: blocks customers who wrote in the last 24 hours, or
 * unblocks. Messages of a blocked customer do not arrive.
 */
export const changeBlocked = (
  world: World,
  phoneNumberId: string,
  body: unknown,
  isBlocked: boolean,
): Response => {
  const wrong = (details: string): Response => errorAnswer(world, { code: 100, details })
  if (!isObject(body) || body.messaging_product !== 'whatsapp')
    return wrong('messaging_product must be whatsapp.')
  const inputs = isList(body.block_users) ? body.block_users.map(inputIn) : []
  if (inputs.length === 0 || inputs.some((input) => input === undefined))
    return wrong('block_users must be a list of objects that each have user or user_id.')
  const done: Json[] = []
  const failed: Json[] = []
  for (const input of inputs.flatMap((one) => one ?? [])) {
    const customer = customerNamed(world, input)
    const thread = customer === undefined ? undefined : threadOf(world, phoneNumberId, customer)
    if (thread === undefined || (isBlocked && !wroteLately(world, thread))) {
      failed.push({ input, ...(customer === undefined ? {} : idsOf(customer)), errors: [tooLate] })
      continue
    }
    thread.isBlocked = isBlocked
    done.push({ input, ...idsOf(thread.customer) })
  }
  const lists = compact({
    [isBlocked ? 'added_users' : 'removed_users']: done,
    failed_users: failed.length === 0 ? undefined : failed,
  })
  const answer = { messaging_product: 'whatsapp', block_users: lists }
  return failed.length === 0 ? jsonAnswer(answer) : errorAnswer(world, { code: 139100 }, answer)
}

const inputIn = (user: unknown): string | undefined =>
  isObject(user) ? (textIn(user.user) ?? textIn(user.user_id)) : undefined

const idsOf = ({ phone, userId }: Customer): Json =>
  compact({ wa_id: phone ?? undefined, user_id: userId ?? undefined })

const wroteLately = ({ agenda }: World, { facts }: Thread): boolean =>
  facts.some(({ type, at }) => type === 'customer-messaged' && at > agenda.now() - DAY)

const tooLate: Json = {
  message: 'Re-engagement required',
  code: 131047,
  error_data: { details: 'Only customers who wrote in the last 24 hours can be blocked.' },
}
