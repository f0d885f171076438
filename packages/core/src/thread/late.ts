import type { ThreadEvent } from '../event/event.ts'
import { compareKept, goBack, onto, type Fact, type Facts } from './facts.ts'

/** Facts with some that came long after their time, and that wait beside the others until somebody reads the list. */
interface WithLate extends Fact {
  /** Those that came in time; the newest is among them. */
  readonly inTime: Fact
  /** Lists of late facts, each shorter than the one before it. */
  readonly late: readonly Fact[]
  /** All in one list; put together when it is first read, so that many late facts are put into place at once. */
  joined: Fact | null
}

/** An event at most so many places back is put into its place at once. */
const nearby = 16

/**
 * The facts with one more, in order; `null` when it is there already. One that comes late costs a logarithm of how
 * many there are, and what is read next puts all of those into place.
 */
export const insertFact = (facts: Facts, event: ThreadEvent): Fact | null => {
  if (facts === null) return onto(null, event)
  const { inTime, late } = partsOf(facts)
  if (compareKept(event, inTime.event) > 0) return withLate(onto(inTime, event), late)
  if (late.some((others) => isAmong(others, event))) return null
  const before = stepBack(inTime, event)
  if (before === undefined)
    return isAmong(inTime, event) ? null : withLate(inTime, grown(late, onto(null, event)))
  return isAt(before, event) ? null : withLate(join(inTime, onto(null, event)), late)
}

interface Parts {
  readonly inTime: Fact
  readonly late: readonly Fact[]
}

const noneLate: readonly Fact[] = []

const partsOf = (facts: Fact): Parts => {
  if (!isWithLate(facts)) return { inTime: facts, late: noneLate }
  return facts.joined === null ? facts : { inTime: facts.joined, late: noneLate }
}

const isWithLate = (facts: Fact): facts is WithLate => 'late' in facts

const withLate = (inTime: Fact, late: readonly Fact[]): Fact => {
  if (late.length === 0) return inTime
  const facts: WithLate = {
    event: inTime.event,
    count: late.reduce((sum, { count }) => sum + count, inTime.count),
    inTime,
    late,
    joined: null,
    get earlier() {
      return joinedOf(facts).earlier
    },
    get skip() {
      return joinedOf(facts).skip
    },
  }
  return facts
}

const joinedOf = (facts: WithLate): Fact =>
  (facts.joined ??= join(
    facts.inTime,
    facts.late.reduceRight((shorter, longer) => join(longer, shorter)),
  ))

/** Lists of like length become one: so there are few, and each fact is moved a logarithm of times. */
const grown = (late: readonly Fact[], one: Fact): readonly Fact[] => {
  const shortest = late.at(-1)
  return shortest === undefined || shortest.count > one.count
    ? [...late, one]
    : grown(late.slice(0, -1), join(shortest, one))
}

/** The latest fact that is not later than the event, if it is near; else `undefined`. */
const stepBack = (facts: Facts, event: ThreadEvent): Facts | undefined => {
  let rest = facts
  for (let steps = 0; steps <= nearby; steps++) {
    if (rest === null || compareKept(event, rest.event) >= 0) return rest
    rest = rest.earlier
  }
  return undefined
}

const isAmong = (facts: Fact, event: ThreadEvent): boolean =>
  isAt(
    goBack(facts, (other) => compareKept(other, event) > 0),
    event,
  )

const isAt = (facts: Facts, event: ThreadEvent): boolean =>
  facts !== null && compareKept(facts.event, event) === 0

/** Both lists, which have no fact in common, as one; what is earlier than all of one is shared with the other. */
const join = (one: Fact, other: Fact): Fact => {
  const [newer, older] = compareKept(one.event, other.event) > 0 ? [one, other] : [other, one]
  const later: ThreadEvent[] = [newer.event]
  let [left, right]: [Facts, Facts] = [newer.earlier, older]
  while (left !== null && right !== null)
    if (compareKept(left.event, right.event) > 0) {
      later.push(left.event)
      left = left.earlier
    } else {
      later.push(right.event)
      right = right.earlier
    }
  let all = left ?? right
  for (let index = later.length - 1; index > 0; index--) all = onto(all, later[index] as ThreadEvent)
  return onto(all, newer.event)
}
