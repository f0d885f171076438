import { isLeft, toIso, type Duration } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { readDuration } from './duration.ts'
import { found } from './found.ts'
import { threadToJson } from './json/thread.ts'
import { badParameters } from './problems.ts'
import { readLimit, show, wrong, type Read } from './read.ts'

/** Which threads to list: those with a deadline within a time, or those whose customer waits. */
type Wanted = { readonly what: 'window' | 'reply'; readonly within: Duration } | { readonly what: 'waiting' }

/** `GET /threads`: the threads whose window closes, or that need a reply, within a time from now; or that wait. */
export const threadsRoute = ({ runtime, surroundings }: Parts): Hono =>
  new Hono().get('/threads', async ({ req }) => {
    const wanted = readWanted({
      'closing-within': req.query('closing-within'),
      'reply-within': req.query('reply-within'),
      waiting: req.query('waiting'),
    })
    const limit = readLimit(req.query('limit'))
    if (isLeft(wanted) || isLeft(limit)) return badParameters([wanted, limit])
    const now = surroundings.now()
    const rows =
      wanted.right.what === 'waiting'
        ? await runtime.waiting(limit.right)
        : await runtime.due(wanted.right.what, wanted.right.within, limit.right)
    return found({ now: toIso(now), threads: rows.map(threadToJson) })
  })

const readWanted = (given: Readonly<Record<Question, string | undefined>>): Read<Wanted> => {
  const [first, second] = questions.filter((name) => given[name] !== undefined)
  if (first === undefined)
    return wrong(
      'closing-within',
      'is missing; give closing-within=PT1H, for instance, reply-within=PT24H or waiting=true',
    )
  if (second !== undefined) return wrong(second, `give ${first} or ${second}, not both`)
  if (first === 'closing-within') return wantedBy('window', readDuration(given[first] ?? '', first))
  if (first === 'reply-within') return wantedBy('reply', readDuration(given[first] ?? '', first))
  return given[first] === 'true'
    ? right({ what: 'waiting' })
    : wrong('waiting', `must be true, but is ${show(given[first])}`)
}

const questions = ['closing-within', 'reply-within', 'waiting'] as const

type Question = (typeof questions)[number]

const wantedBy = (what: 'window' | 'reply', within: Read<Duration>): Read<Wanted> =>
  isLeft(within) ? within : right({ what, within: within.right })
