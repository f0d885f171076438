import type { Charge, Engine, KnownTemplates, OwnThread } from '@guichet/core'

/**
 * The charges of a thread, not settled yet, that claim a month's free tier. Where the rules in force know
 * no free tier, nothing has to be counted.
 */
export const claimsOf = (
  { rulesAt, thread: subject }: Engine,
  { thread }: OwnThread,
  templates: KnownTemplates,
): readonly Charge[] =>
  thread.newest === null || rulesAt(thread.newest).rules.freeTier === null
    ? []
    : subject.charges(thread, templates).filter(({ claim }) => claim !== null)
