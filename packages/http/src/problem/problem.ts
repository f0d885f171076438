import { noted } from '../operations/notes.ts'
import { problemKinds, type ProblemKind } from './kinds.ts'

/** What a problem may say besides its kind. */
export interface ProblemMore {
  /** Further members of the problem, such as `reasons`. */
  readonly members?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Answers with a problem (RFC 9457). `detail` names the reason and the remedy, for people; it must not quote
 * secrets.
 */
export const problem = (
  kind: ProblemKind,
  detail: string,
  { members = {}, headers = {} }: ProblemMore = {},
): Response => {
  const { status, title } = problemKinds[kind]
  const body = JSON.stringify({ type: `/problems/${kind}`, title, status, detail, ...members })
  const answer = new Response(body, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  })
  return noted(answer, { problem: kind })
}
