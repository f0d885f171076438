import type { Explained } from '../judge.ts'

/** Survivors in a thread. */
export const inThread: readonly Explained[] = [
  {
    reason: 'The newest fact stays the newest whichever of two at the same instant is taken.',
    mutants: [
      {
        file: 'thread/absorb.ts',
        line: 'const newest = thread.newest === null || event.at > thread.newest',
        to: 'event.at >= thread.newest',
      },
    ],
  },
  {
    reason: 'Only the compiler needs it: `null` compares as 0, and nothing happened in 1970.',
    mutants: [
      {
        file: 'thread/entry-point.ts',
        line: 'if (latest !== null && latest.closesAt !== null && at < latest.closesAt) return latest',
        to: 'true',
      },
    ],
  },
  {
    reason: 'Only the compiler needs it: `null` compares as 0.',
    mutants: [
      {
        file: 'thread/absorb.ts',
        line: 'const newest = thread.newest === null || event.at > thread.newest',
        to: 'false',
      },
      { file: 'thread/entry-point.ts', line: 'latest.opensAt !== null &&', to: 'true' },
      { file: 'thread/entry-point.ts', line: "opensAt === null || expiry === 'reported'", to: 'false' },
      {
        file: 'thread/entry-point.ts',
        line: 'if (opensAt !== null && isOpenAt(entryPoint, at)) return',
        to: 'true',
      },
    ],
  },
  {
    reason: 'An answer at the same instant opens the same entry point.',
    mutants: [
      {
        file: 'thread/entry-point.ts',
        line: 'if (latest.opensAt !== null && latest.opensAt <= opensAt) return latest',
        to: 'latest.opensAt < opensAt',
      },
    ],
  },
  {
    reason:
      'When an entry point began matters only where it ends conversations; under those rulebooks none stays open beyond the estimate.',
    mutants: [
      { file: 'thread/entry-point.ts', line: 'return reportedFree && mayBeOpen != null ?', to: '{}' },
    ],
  },
  {
    reason: 'A shortcut: whoever looks for the place of a newest fact finds it in front.',
    mutants: [
      {
        file: 'thread/facts.ts',
        line: 'facts === null || compareFacts(event, facts.event) > 0',
        to: 'false',
      },
    ],
  },
  {
    reason: 'What has no instant is no fact of any time.',
    mutants: [
      { file: 'thread/facts.ts', line: 'const later: ThreadEvent[] = []', to: '["Stryker was here"]' },
    ],
  },
  {
    reason: 'Facts that are the same were told apart before.',
    mutants: [{ file: 'thread/facts.ts', line: 'if (order > 0) break', to: 'order >= 0' }],
  },
  {
    reason:
      'Only the compiler needs it: an entry point has an opening and a closing, or neither, and `null` compares as 0.',
    mutants: [
      {
        file: 'thread/entry-point.ts',
        line: 'entryPoint.opensAt !== null &&',
        to: 'entryPoint.opensAt !== null || entryPoint.closesAt !== null',
      },
      { file: 'thread/entry-point.ts', line: 'entryPoint.opensAt !== null &&', to: 'true' },
      { file: 'thread/entry-point.ts', line: 'entryPoint.closesAt !== null &&', to: 'true' },
      {
        file: 'thread/view.ts',
        line: 'if (opensAt !== null && closesAt !== null)',
        to: 'opensAt !== null || closesAt !== null',
      },
      { file: 'thread/view.ts', line: 'if (opensAt !== null && closesAt !== null)', to: 'true' },
      { file: 'thread/view.ts', line: 'if (opensAt === null || closesAt === null) return open', to: 'false' },
      {
        file: 'thread/view.ts',
        line: 'if (opensAt === null || closesAt === null) return open',
        to: 'opensAt === null && closesAt === null',
      },
    ],
  },
  {
    reason: 'Only the compiler needs it: `null` compares as 0, and nobody wrote in 1970.',
    mutants: [
      { file: 'thread/course.ts', line: 'latestOpener !== null && latestOpener <= at && at <', to: 'true' },
      {
        file: 'thread/course.ts',
        line: 'const opener = latestOpener !== null && latestOpener <= at ?',
        to: 'true',
      },
    ],
  },
  {
    reason: 'Only the compiler needs it: what no other event has is `undefined` there.',
    mutants: [
      {
        file: 'thread/gather.ts',
        line: "event.type === 'business-messaged' || (event.status !== 'read'",
        to: 'false',
      },
      {
        file: 'thread/gather.ts',
        line: "event.type === 'business-messaged' || (event.status !== 'read'",
        to: '""',
      },
      { file: 'thread/settle.ts', line: '(ended !== undefined && event.at <= ended)', to: 'true' },
      {
        file: 'thread/course.ts',
        line: "if (event.type === 'customer-messaged' && event.entryPoint !== undefined)",
        to: 'true',
      },
    ],
  },
  {
    reason: 'Whoever is not the customer begins a conversation of the business.',
    mutants: [
      {
        file: 'thread/course.ts',
        line: "move(course, at, template ? 'template' : 'response', calendar, witness)",
        to: '""',
      },
    ],
  },
  {
    reason: 'No customer and no message has this id.',
    mutants: [
      {
        file: 'thread/merge.ts',
        line: '.flatMap((event) => (isTrace(event) ? [messageOf(event)] : []))',
        to: '["Stryker was here"]',
      },
      {
        file: 'thread/course.ts',
        line: '[event.customer, ...(event.aliases ?? [])].some(',
        to: '["Stryker was here"]',
      },
    ],
  },
  {
    reason: 'A shortcut: messages are gathered in the order in which they were sent, and sorting keeps it.',
    mutants: [
      { file: 'thread/gather.ts', line: 'messages[index - 1]?.sentAt === message.sentAt', to: 'index + 1' },
      { file: 'thread/gather.ts', line: 'messages[index - 1]?.sentAt === message.sentAt', to: 'true' },
      {
        file: 'thread/gather.ts',
        line: 'messages[index - 1]?.sentAt === message.sentAt',
        to: 'messages[index - 1]?.sentAt !== message.sentAt',
      },
    ],
  },
  {
    reason: 'A shortcut: where all were charged, none is left out.',
    mutants: [
      {
        file: 'thread/merge.ts',
        line: 'part.remembered.every(({ isCharged }) => isCharged)',
        to: 'false',
      },
    ],
  },
  {
    reason: 'A shortcut: nothing and something together are the something.',
    mutants: [
      { file: 'thread/settlement.ts', line: 'if (a === nothingSettled) return b', to: 'false' },
      { file: 'thread/settlement.ts', line: 'if (b === nothingSettled) return a', to: 'false' },
    ],
  },
  {
    reason: 'A cache: whoever tells anew tells the same.',
    mutants: [
      { file: 'thread/recent.ts', line: 'if (known !== undefined && isOf(known)) break', to: 'false' },
      {
        file: 'thread/recent.ts',
        line: 'if (from !== null && untold.length === 0) return from.trail',
        to: 'false',
      },
      { file: 'thread/recent.ts', line: 'if (again > patience * (trail.length + milestone))', to: 'true' },
      { file: 'thread/recent.ts', line: 'if (again > patience * (trail.length + milestone))', to: 'false' },
      { file: 'thread/recent.ts', line: 'if (trail.length % milestone === 0)', to: 'true' },
      { file: 'thread/recent.ts', line: 'if (trail.length % milestone === 0)', to: 'false' },
      { file: 'thread/recent.ts', line: 'if (from?.onTopOf != null) forget(from.onTopOf)', to: 'false' },
      { file: 'thread/recent.ts', line: 'if (length % milestone !== 0) told.delete(fact)', to: 'true' },
      { file: 'thread/recent.ts', line: 'if (length % milestone !== 0) told.delete(fact)', to: 'false' },
    ],
  },
]
