import { digestOf } from './text.ts'

/**
 * Which of several places a phone number belongs to, by rendezvous hashing: the one with the highest hash of its name
 * and the phone number. Where a place comes or goes, no phone number moves between the others.
 */
export const placeOf = (phoneNumberId: string, names: readonly string[]): string | null => {
  let best: { readonly weight: string; readonly name: string | null } = { weight: '', name: null }
  for (const name of names) {
    const weight = digestOf(`${name}\n${phoneNumberId}`)
    if (weight > best.weight) best = { weight, name }
  }
  return best.name
}
