import fc from 'fast-check'
import type { Law } from '../law.ts'
import type { Reply, Request, Subject } from '../protocol.ts'
import { rulebookIds } from '../reading/calendar.ts'
import { essenceOf } from '../reading/essence.ts'
import { readBeside, readingCopy } from '../reading/subject.ts'
import { isDecided } from '../script/decided.ts'
import { listOf } from '../script/replies.ts'
import type { Story } from '../story.ts'
import type { Vector } from './vector.ts'

export interface MakeOptions {
  readonly laws: readonly Law[]
  /** Says which clauses its replies rest on; what is expected, the reading copy says. */
  readonly citing: Subject
  /** How many histories are looked at for each law and rulebook. */
  readonly looks?: number
  /** A history is kept if it shows something that fewer vectors than this show. */
  readonly enough?: number
  /** The longest vector, in characters; the first of a law may be three times as long. */
  readonly longest?: number
}

/** The same arguments make the same vectors. */
const seed = 1

/** Makes vectors of the laws' own histories: under each rulebook, few of each kind, and short ones. */
export const makeVectors = async ({
  laws,
  citing,
  looks = 25,
  enough = 10,
  longest = 2_400,
}: MakeOptions): Promise<readonly Vector[]> => {
  const shown = new Map<string, number>()
  const vectors: Vector[] = []
  for (const rulebook of ['auto' as const, ...rulebookIds])
    for (const law of laws) {
      let number = 0
      for (const story of fc.sample(law.stories, { seed, numRuns: looks })) {
        const { amendments, ...plain } = story
        const own: Story = { ...plain, rulebook }
        if (amendments !== undefined || !isDecided(own)) continue
        const made = await vectorOf(law, own, citing)
        if (made === null || JSON.stringify(made).length > (number === 0 ? 3 * longest : longest)) continue
        const shows = showsOf(made)
        if (shows.every((one) => (shown.get(one) ?? 0) >= enough)) continue
        for (const one of shows) shown.set(one, (shown.get(one) ?? 0) + 1)
        number++
        vectors.push({ ...made, id: `${rulebook}/${law.id}/${number}` })
      }
    }
  return vectors
}

const vectorOf = async (law: Law, story: Story, citing: Subject): Promise<Vector | null> => {
  const requests = law.script(story)
  const [first] = requests
  if (first?.op !== 'reset' || first.rulebook !== story.rulebook || requests.some(isAmended)) return null
  const replies = readingCopy.answer(requests)
  const cited = (await citing.answer(requests)).flatMap(({ because }) => listOf(because).map(String))
  return {
    id: '',
    law: law.id,
    rulebook: first.rulebook,
    clauses: [...new Set([...law.cites, ...cited])].sort(),
    protocol: requests.every(isInVersion1) && isOfVersion1(requests, replies) ? 1 : 2,
    requests,
    replies,
  }
}

const isAmended = (request: Request): boolean => request.op === 'reset' && request.amendments !== undefined

/** Can an engine that speaks version 1 alone read the request? */
const isInVersion1 = (request: Request): boolean => {
  switch (request.op) {
    case 'reset':
      return Object.keys(request).every((key) => ofReset.has(key))
    case 'absorb':
      return request.events.every(({ type }) => ofEvents.has(type))
    case 'ask':
      return ofMessages.has(request.message.kind)
    default:
      return true
  }
}

const ofReset: ReadonlySet<string> = new Set(['op', 'rulebook', 'timeZone', 'horizonHours'])
const ofMessages: ReadonlySet<string> = new Set(['service', 'reaction', 'template'])
const ofEvents: ReadonlySet<string> = new Set([
  'customer-messaged',
  'customer-called',
  'business-call-accepted',
  'business-messaged',
  'message-status',
  'marketing-preference',
  'customer-renamed',
  'template-changed',
])

/** Does an engine that speaks version 1 alone reply the same? */
const isOfVersion1 = (requests: readonly Request[], replies: readonly Reply[]): boolean =>
  readBeside(requests, []).every(
    (reply, index) =>
      essenceOf(requests[index]?.op ?? 'reset', reply, 1) ===
      essenceOf(requests[index]?.op ?? 'reset', replies[index] ?? reply, 1),
  )

/** What a vector shows: by rulebook and clause, each kind of answer; each kind of charge. */
const showsOf = ({ rulebook, law, clauses, requests, replies }: Vector): readonly string[] => {
  const kinds = new Set(replies.flatMap((reply, index) => kindsOf(requests[index]?.op, reply)))
  return [...kinds].flatMap((kind) => [
    `${rulebook} ${kind}`,
    `${rulebook} of ${law} ${kind.split(' ')[0]}`,
    ...clauses.map((clause) => `${rulebook} ${clause} ${kind.split(' ')[0]}`),
  ])
}

const kindsOf = (op: string | undefined, reply: Reply): readonly string[] => {
  const { answer, charge, reasons, charges } = reply
  if (op === 'ask') return [`${String(answer)} ${JSON.stringify(charge ?? listOf(reasons).map(codeOf))}`]
  if (op !== 'charges') return []
  return listOf(charges).map((one) => {
    const { unit, category, type } = Object(one) as Readonly<Record<string, unknown>>
    return `charged ${String(unit)} ${String(category)} ${String(type)}`
  })
}

const codeOf = (reason: unknown): unknown => (Object(reason) as { readonly code?: unknown }).code
