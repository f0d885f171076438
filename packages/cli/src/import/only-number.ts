import type { Runtime } from '@guichet/runtime'

/** The phone number that this customer wrote with, or the store's only one; `null` where there are several. */
export const onlyNumberIn = async (
  { phoneNumbers, find }: Pick<Runtime, 'phoneNumbers' | 'find'>,
  customer: string,
): Promise<string | null> => {
  const numbers = (await phoneNumbers()).map(({ id }) => id)
  const own: string[] = []
  for (const phoneNumberId of numbers)
    if ((await find({ phoneNumberId, customer })) !== null) own.push(phoneNumberId)
  const [first, another] = own.length === 0 ? numbers : own
  return another === undefined ? (first ?? null) : null
}
