import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readView } from '@guichet/laws'
import {
  DAY,
  HOUR,
  MINUTE,
  engine,
  isRight,
  viewToJson,
  readState,
  writeState,
  type Event,
  type Instant,
  type Settlement,
  type State,
  type StateAbsorbed,
  type ThreadEvent,
} from '../src/index.ts'
import { emptyState, opensServiceWindow, threadOf, readThread, writeThread } from '../src/store.ts'
import { arrivals, instantsAround, key, origin, recentTrace, trace } from './support/arbitraries.ts'
import { holds, isRefuted } from './support/check.ts'
import { foldWith, same, type Fold } from './support/folds.ts'

const subject = engine()
const fold = foldWith(subject)
const service = { kind: 'service' } as const

const answers = (folder: Fold, arrived: readonly ThreadEvent[], at: readonly Instant[]): unknown => {
  const folded = folder(arrived)
  return at.map((instant) => [folded.view(instant), folded.allows(service, instant)])
}

describe('a thread is a set of facts', () => {
  const orderFree =
    (folder: Fold) =>
    ([facts, arrived]: readonly [readonly ThreadEvent[], readonly ThreadEvent[]]): boolean =>
      same(answers(folder, facts, instantsAround(facts)), answers(folder, arrived, instantsAround(facts)))

  test('any order and any number of times gives the same answers', () => {
    holds([arrivals()], orderFree(fold))
  })

  test('mutant: an engine that goes by arrival is refuted', () => {
    const byArrival: Fold = (arrived) => {
      let last = -Infinity
      const monotone = arrived.map((event) => ({ ...event, at: (last = Math.max(last, event.at)) }))
      return fold(monotone)
    }
    expect(isRefuted([arrivals()], orderFree(byArrival))).toBe(true)
  })

  test('telling the whole history twice changes nothing', () => {
    holds([recentTrace()], (facts) =>
      same(
        answers(fold, facts, instantsAround(facts)),
        answers(fold, [...facts, ...facts], instantsAround(facts)),
      ),
    )
  })

  test('a duplicate and a late event leave the state as it was', () => {
    holds([recentTrace()], (facts) => {
      const state = facts.reduce(subject.evolve, emptyState)
      const again = facts.map((event) => subject.absorb(state, event))
      const ancient: ThreadEvent = { type: 'customer-called', id: 'old', at: origin - 60 * DAY, ...key }
      const late = subject.absorb(state, ancient)
      return (
        again.every(({ outcome, state: after }) => outcome === 'duplicate' && same(after, state)) &&
        late.outcome === 'late' &&
        same(late.state, state)
      )
    })
  })
})

/** Absorbs one event after the other, each into the state that the one before left. */
const absorbing = (start: State): ((event: ThreadEvent) => StateAbsorbed) => {
  let state = start
  return (event) => {
    const absorbed = subject.absorb(state, event)
    state = absorbed.state
    return absorbed
  }
}

/** Do the settlements tell every message and conversation of these facts, each once and in order? */
const areTheStory = (settlements: readonly Settlement[], facts: readonly ThreadEvent[]): boolean => {
  const { messages, conversations } = subject.history(facts)
  const [toldMessages, toldConversations] = [
    settlements.flatMap((settled) => settled.messages),
    settlements.flatMap((settled) => settled.conversations),
  ]
  return same(toldMessages, messages) && same(toldConversations, conversations)
}

describe('settling', () => {
  /** The same engine with a horizon so wide that nothing is ever settled. */
  const unsettled = engine({ ...subject.settings, horizon: 360 * DAY })

  test('changes no answer', () => {
    holds([trace(60)], (facts) => {
      const newest = Math.max(...facts.map(({ at }) => at))
      const asked = instantsAround(facts).filter((at) => at >= newest - 8 * DAY)
      return same(answers(fold, facts, asked), answers(foldWith(unsettled), facts, asked))
    })
  })

  test('gives every message and every conversation exactly once, as the whole history tells them', () => {
    holds([trace(60)], (facts) => {
      const absorbed = facts.map(absorbing(emptyState))
      const last = absorbed.at(-1)?.state ?? emptyState
      const settlements = [
        ...absorbed.map(({ settled }) => settled),
        subject.thread.conclude(threadOf(last, key)),
      ]
      return areTheStory(settlements, facts)
    })
  })

  test('from time to time in between changes none of that', () => {
    holds([trace(60), fc.nat()], (facts, odd) => {
      let state = emptyState
      const settlements = facts.flatMap((event, index) => {
        const absorbed = subject.absorb(state, event)
        state = absorbed.state
        if ((index + odd) % 3 !== 0) return [absorbed.settled]
        const swept = subject.settle(state, key, event.at)
        state = swept.state
        return [absorbed.settled, swept.settled]
      })
      const all = [...settlements, subject.thread.conclude(threadOf(state, key))]
      return areTheStory(all, facts)
    })
  })

  test('far ahead of the facts makes later ones late, and still tells everything once', () => {
    holds([trace(40), fc.array(fc.integer({ min: 0, max: 60 * DAY }), { minLength: 1 })], (facts, aheads) => {
      let state = emptyState
      const accepted: ThreadEvent[] = []
      const settlements = facts.flatMap((event, index) => {
        const absorbed = subject.absorb(state, event)
        if (absorbed.outcome === 'absorbed') accepted.push(event)
        const swept = subject.settle(absorbed.state, key, event.at + (aheads[index % aheads.length] ?? 0))
        state = swept.state
        return [absorbed.settled, swept.settled]
      })
      const all = [...settlements, subject.thread.conclude(threadOf(state, key))]
      return areTheStory(all, accepted)
    })
  })

  test('keeps a thread small: what is older than any status can reach is gone', () => {
    const yearly = Array.from({ length: 4000 }, (_, i): ThreadEvent => ({
      type: 'customer-messaged',
      id: `m${i}`,
      at: origin + i * 4 * HOUR,
      kind: 'text',
      ...key,
    }))
    const state = yearly.reduce(subject.evolve, emptyState)
    let size = 0
    for (let fact = threadOf(state, key).facts; fact !== null; fact = fact.earlier) size++
    expect(size).toBeLessThan((16 * DAY) / (4 * HOUR) + 2)
  })

  test('a snapshot plus the rest is the whole', () => {
    holds([trace(40), fc.nat()], (facts, cut) => {
      const middle = cut % facts.length
      const half = facts.slice(0, middle).reduce(subject.evolve, emptyState)
      const written: unknown = JSON.parse(JSON.stringify(writeThread(threadOf(half, key))))
      const read = readThread(written)
      if (!isRight(read)) return false
      const resumed = facts
        .slice(middle)
        .reduce((t, event) => subject.thread.absorb(t, event).thread, read.right)
      const whole = threadOf(facts.reduce(subject.evolve, emptyState), key)
      return same(writeThread(resumed), writeThread(whole))
    })
  })
})

describe('a whole state', () => {
  test('is read as it was written: threads, ids, accounts and templates', () => {
    holds(
      [recentTrace(20), fc.nat()],
      (facts, cut) => {
        const approved: Event = {
          type: 'template-changed',
          id: 't',
          at: origin - DAY,
          name: 'hello',
          language: 'en_US',
          status: 'APPROVED',
          account: 'A',
        }
        const named = facts.map((event, index): Event =>
          index % 3 === 0 ? { ...event, account: 'A', aliases: ['US.1'] } : event,
        )
        const middle = cut % named.length
        const half = [approved, ...named.slice(0, middle)].reduce(subject.evolve, emptyState)
        const read = readState(JSON.parse(JSON.stringify(writeState(half))))
        if (!isRight(read)) return false
        const rest = named.slice(middle)
        const [resumed, whole] = [read.right, half].map((state) => rest.reduce(subject.evolve, state))
        if (resumed === undefined || whole === undefined) return false
        const questions = [
          service,
          { kind: 'template', name: 'other' },
          { kind: 'template', name: 'hello' },
        ] as const
        return instantsAround(facts).every((at) =>
          [key, { ...key, customer: 'US.1' }].every((thread) =>
            questions.every((question) =>
              same(subject.ask(resumed, thread, question, at), subject.ask(whole, thread, question, at)),
            ),
          ),
        )
      },
      60,
    )
  })

  test('that is none is refused with a reason', () => {
    for (const value of [null, {}, { version: 2 }, { version: 1, phoneNumbers: [{}], templates: [] }])
      expect(isRight(readState(value))).toBe(false)
  })
})

describe('the engine and the reading copy', () => {
  const known = (events: readonly ThreadEvent[]) => ({ timeZone: 'UTC', rulebook: 'auto', events }) as const
  const essential = (view: { readonly [K in 'phase' | 'serviceWindow' | 'conversation']?: unknown }) => [
    view.phase,
    view.serviceWindow,
    view.conversation,
  ]

  test('agree on phase, window, conversation and permission at every instant worth asking', () => {
    holds(
      [arrivals(14)],
      ([facts, arrived]) => {
        const folded = fold(arrived)
        return instantsAround(facts).every((at) => {
          const view = folded.view(at)
          if (view === null) return at < Math.max(...facts.map((f) => f.at)) - 8 * DAY
          const expected = readView(known(facts), key, at)
          return (
            same(essential(viewToJson(view)), essential(expected)) &&
            folded.allows(service, at) === (expected.phase === 'open')
          )
        })
      },
      400,
    )
  })

  test('agree on long threads too, where old facts are settled', () => {
    holds([trace(60)], (facts) => {
      const folded = fold(facts)
      const newest = Math.max(...facts.map(({ at }) => at))
      return instantsAround(facts)
        .filter((at) => at >= newest - 8 * DAY)
        .every((at) => {
          const view = folded.view(at)
          if (view === null) return false
          return same(essential(viewToJson(view)), essential(readView(known(facts), key, at)))
        })
    })
  })
})

describe('the service window', () => {
  /** A service message is allowed if and only if an opener lies in (at - 24 h, at]. */
  const exactlyWhenOpen =
    (folder: Fold) =>
    (facts: readonly ThreadEvent[]): boolean => {
      const folded = folder(facts)
      const newest = Math.max(...facts.map(({ at }) => at))
      return instantsAround(facts)
        .filter((at) => at >= newest)
        .every((at) => {
          const opened = facts.some(
            (event) =>
              opensServiceWindow(event, subject.rulesAt(event.at)).opens &&
              at - DAY < event.at &&
              event.at <= at,
          )
          return folded.allows(service, at) === opened
        })
    }

  test('allows a service message exactly within 24 hours of an opener', () => {
    holds([trace()], exactlyWhenOpen(fold))
  })

  test('mutant: an inclusive boundary is refuted', () => {
    const inclusive: Fold = (arrived) => {
      const folded = fold(arrived)
      return {
        ...folded,
        allows: (question, at) => folded.allows(question, at) || folded.allows(question, at - 1),
      }
    }
    expect(isRefuted([trace()], exactlyWhenOpen(inclusive))).toBe(true)
  })

  test('is half-open: `validUntil` is the first refused instant', () => {
    holds([trace()], (facts) => {
      const state = facts.reduce(subject.evolve, emptyState)
      const newest = Math.max(...facts.map(({ at }) => at))
      const answer = subject.ask(state, key, service, newest)
      if (!isRight(answer)) return true
      const until = answer.right.validUntil
      return (
        until !== null &&
        isRight(subject.ask(state, key, service, until - 1)) &&
        !isRight(subject.ask(state, key, service, until))
      )
    })
  })

  /** Whatever the business sends, the window is the same without it. */
  const businessChangesNothing =
    (folder: Fold) =>
    (facts: readonly ThreadEvent[]): boolean => {
      const withoutBusiness = facts.filter(
        ({ type }) => type !== 'business-messaged' && type !== 'message-status',
      )
      const newest = Math.max(...facts.map(({ at }) => at))
      const windows = (events: readonly ThreadEvent[]): unknown => {
        const folded = folder(events)
        return instantsAround(facts)
          .filter((at) => at >= newest)
          .map((at) => folded.view(at)?.serviceWindow)
      }
      return same(windows(facts), windows(withoutBusiness))
    }

  test('is never opened or extended by the business', () => {
    holds([trace()], businessChangesNothing(fold))
  })

  test('mutant: a template that opens the window is refuted', () => {
    const templateOpens: Fold = (arrived) =>
      fold(
        arrived.flatMap((event) =>
          event.type === 'business-messaged' && event.content.kind === 'template'
            ? [event, { type: 'customer-called' as const, id: `${event.id}/x`, at: event.at, ...key }]
            : [event],
        ),
      )
    expect(isRefuted([trace()], businessChangesNothing(templateOpens))).toBe(true)
  })

  test('never closes earlier because the customer wrote once more', () => {
    holds([recentTrace(), fc.integer({ min: 0, max: 7 * DAY })], (facts, after) => {
      const more: ThreadEvent = {
        type: 'customer-messaged',
        id: 'more',
        at: origin + after,
        kind: 'text',
        ...key,
      }
      const before = fold(facts)
      const then = fold([...facts, more])
      const newest = Math.max(more.at, ...facts.map(({ at }) => at))
      return instantsAround([...facts, more])
        .filter((at) => at >= newest)
        .every(
          (at) =>
            (then.view(at)?.serviceWindow?.closesAt ?? 0) >= (before.view(at)?.serviceWindow?.closesAt ?? 0),
        )
    })
  })
})

describe('conversations', () => {
  test('do not overlap, and begin with the message of their initiator', () => {
    holds([trace(30)], (facts) => {
      const { conversations, messages } = subject.history(facts)
      return conversations.every((conversation, index) => {
        const next = conversations[index + 1]
        const openedByCustomer = facts.some(
          (event) =>
            event.at === conversation.openedAt && opensServiceWindow(event, subject.rulesAt(event.at)).opens,
        )
        const openedByTemplate = messages.some(
          (message) => message.sentAt === conversation.openedAt && message.failedAt === null,
        )
        return (
          conversation.openedAt < conversation.closesAt &&
          (next === undefined || conversation.closesAt <= next.openedAt) &&
          (conversation.initiatedBy === 'user' ? openedByCustomer : openedByTemplate && !openedByCustomer)
        )
      })
    })
  })

  test('hold every message that did not fail and was sent while one was open', () => {
    holds([trace(30)], (facts) => {
      const { conversations, messages } = subject.history(facts)
      return messages.every((message) => {
        const around = conversations.filter(
          (c) => c.openedAt <= message.sentAt && message.sentAt < c.closesAt,
        )
        return message.failedAt === null
          ? around.length === (message.conversation === null ? 0 : 1) &&
              message.conversation?.openedAt === around[0]?.openedAt
          : message.conversation === null
      })
    })
  })
})

describe('threads and time', () => {
  const other = { phoneNumberId: '200', customer: key.customer }

  test('threads do not influence each other, not even those of one customer', () => {
    holds([recentTrace(), recentTrace()], (mine, theirs) => {
      const moved = theirs.map((event): ThreadEvent => ({ ...event, ...other, id: `x${event.id}` }))
      const mixed = [...mine, ...moved].toSorted((a, b) => a.at - b.at)
      return same(answers(fold, mine, instantsAround(mine)), answers(fold, mixed, instantsAround(mine)))
    })
  })

  test('shifting all instants within an era shifts all answers', () => {
    const one = engine({ ...subject.settings, rulebook: '2026-10-01' })
    holds(
      [recentTrace(), fc.integer({ min: -200 * DAY, max: 200 * DAY })],
      (facts, shift) => {
        const shifted = facts.map((event): ThreadEvent => ({ ...event, at: event.at + shift }))
        const phases = (events: readonly ThreadEvent[], at: readonly Instant[]): unknown =>
          at.map((instant) => [
            foldWith(one)(events).view(instant)?.phase,
            foldWith(one)(events).allows(service, instant),
          ])
        const asked = instantsAround(facts).slice(0, 12)
        return same(
          phases(facts, asked),
          phases(
            shifted,
            asked.map((at) => at + shift),
          ),
        )
      },
      50,
    )
  })

  test('only facts up to the asked instant matter', () => {
    holds([recentTrace(), fc.integer({ min: 0, max: 8 * DAY })], (facts, after) => {
      const at = origin + after
      const known = facts.filter((event) => event.at <= at)
      const view = fold(facts).view(at)
      return view === null || same(view, fold(known).view(at))
    })
  })

  test('a question further back than the horizon is too old, a minute later it is not', () => {
    const facts = [origin, origin + 20 * DAY].map((at): ThreadEvent => ({
      type: 'customer-called',
      id: `c${at}`,
      at,
      ...key,
    }))
    const state = facts.reduce(subject.evolve, emptyState)
    const earliest = origin + 12 * DAY
    expect(subject.view(state, key, earliest - MINUTE)).toMatchObject({
      left: { answer: 'too-old', earliest },
    })
    expect(isRight(subject.view(state, key, earliest))).toBe(true)
  })
})
