/**
 * What would have a say in an answer, if only anything were known of it; in the order in which answers name
 * it. What is not known refuses nothing.
 */
export const matters = [
  'templates',
  'messaging-limit',
  'restrictions',
  'throughput',
  'call-permission',
] as const

/** Something that would count for an answer, and is not known. */
export type NotKnown = (typeof matters)[number]
