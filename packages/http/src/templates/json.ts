import { toIso, type Instant, type TemplatesListed } from '@guichet/core'
import { isoOrNull, type Fieldset } from '../questions/json/thread.ts'
import type { Standing } from './standing.ts'

/** The state of each account's list, in the store and in this process, by account. */
export const listsToJson = (
  stored: readonly TemplatesListed[],
  standings: readonly Standing[],
): readonly Fieldset[] => {
  const listedAt = new Map(stored.map(({ account, at }) => [account, at]))
  const byAccount = new Map(standings.map((standing) => [standing.account, standing]))
  return [...new Set([...listedAt.keys(), ...byAccount.keys()])]
    .sort()
    .map((account) => listToJson(account, listedAt.get(account) ?? null, byAccount.get(account)))
}

const listToJson = (account: string, listedAt: Instant | null, standing: Standing | undefined): Fieldset => ({
  account,
  complete: listedAt !== null,
  listedAt: isoOrNull(listedAt),
  readAt: isoOrNull(latest(listedAt, standing?.readAt ?? null)),
  failure: standing === undefined ? null : failureToJson(standing),
})

const failureToJson = ({ failure, failingSince, dueAt }: Standing): Fieldset | null =>
  failure === null
    ? null
    : {
        since: toIso(failingSince ?? failure.at),
        at: toIso(failure.at),
        outcome: failure.outcome,
        detail: failure.detail,
        status: failure.status,
        code: failure.code,
        retryAt: toIso(dueAt),
      }

const latest = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : Math.max(a, b)
