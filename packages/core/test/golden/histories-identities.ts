import {
  says,
  sends,
  delivered,
  stops,
  becomes,
  approved,
  phone,
  userId,
  otherUser,
  type GoldenHistory,
} from './history.ts'

/** Numbers that are handed on, and numbers that are replaced. */
export const identities: readonly GoldenHistory[] = [
  {
    title: 'a number is handed on to another customer',
    arrivals: [
      says('a0', 0, userId, [phone]),
      sends('ma', 0.1, phone),
      delivered('ma', 0.1, phone),
      says('b9', 9, otherUser, [phone]),
      says('b10', 10, phone),
      says('a11', 11, userId),
      sends('mb', 11.1, phone),
      delivered('mb', 11.2, phone),
      // A customer who is named by two user ids has both.
      says('b12', 12, otherUser, [userId]),
    ],
  },
  {
    title: 'a number is handed on by a customer who was first known by it',
    arrivals: [
      says('a0', 0, phone, [userId, '15550100002']),
      says('b1', 1, otherUser, [phone]),
      says('a2', 2, '15550100002'),
      says('a3', 3, userId),
      says('b4', 4, phone),
      // New, and named together with a number that is somebody else's.
      says('d5', 5, 'US.4', ['15550100002', 'US.4']),
      says('a6', 6, '15550100002', [userId]),
    ],
  },
  {
    title: 'a rename that carries the window on joins two customers on purpose',
    settings: { overrides: { carryWindowOnIdentityChange: true } },
    arrivals: [
      says('a0', 0, userId, [phone]),
      says('b1', 1, otherUser, ['15550100009']),
      becomes(2, phone, '15550100009'),
      says('a3', 3, phone),
    ],
  },
  {
    title: 'accounts and templates',
    arrivals: [
      approved('t0', 0),
      approved('t0', 0),
      { ...says('c0', 0), account: 'B' },
      { ...says('c0', 0), account: 'A' },
      { ...says('c0', 0), account: 'B' },
      { ...says('x', 20), account: 'C' },
      { ...says('late', 1), account: 'D' },
      { ...says('e', 1), phoneNumberId: '200', account: 'A' },
    ],
  },
  {
    title: 'a number is replaced, and the window is carried on',
    settings: { overrides: { carryWindowOnIdentityChange: true } },
    arrivals: [
      says('a0', 0),
      becomes(0.5, phone, '15550100009'),
      says('a0b', 0.6, '15550100009'),
      becomes(1, '15550100009', '15550100010'),
      stops('p2', 2, '15550100010'),
    ],
  },
  {
    title: 'a number is replaced twice, and one of them writes again',
    arrivals: [
      says('a0', 0),
      becomes(0.5, phone, '15550100009'),
      becomes(0.6, phone, '15550100010'),
      stops('p1', 1),
      says('a2', 2),
    ],
  },
]
