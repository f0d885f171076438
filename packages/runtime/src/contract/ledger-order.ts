import type { Event } from '@guichet/core'
import { expectSame, expectThat } from './expect.ts'
import { noon, otherPhone, phone, upTo } from './given.ts'
import { caseOfTwoLedgers, ledgerCase, type LedgerCase } from './ledger-case.ts'
import { accepted, claim, counts, giveUp, says, takeIn } from './ledger-given.ts'
import { randomOf } from './random.ts'

/** In which order commands are done, what they come to, and that each is answered. */
export const ledgerOrder: readonly LedgerCase[] = [
  ledgerCase('Commands on one thread are done in the order in which they are handed in.', async (ledger) => {
    const [early, heard, again, first, second, given] = await Promise.all([
      ledger.perform(phone, claim('order-0', 'early', 'anna')),
      ledger.perform(phone, takeIn(says('hello', 'anna'))),
      ledger.perform(phone, takeIn(says('hello', 'anna'))),
      ledger.perform(phone, claim('order-1', 'first', 'anna')),
      ledger.perform(phone, claim('order-1', 'second', 'anna')),
      ledger.perform(phone, giveUp('order-1', 'anna', noon)),
    ])
    expectSame(early.is, 'refused', 'a claim before the customer speaks')
    expectSame(
      [heard, again].map(counts),
      [
        [1, 0],
        [0, 1],
      ],
      'a message, and the same again',
    )
    expectSame([first.is, second.is], ['claimed', 'known'], 'two claims under one key')
    expectSame(given, false, 'is what is under way given up?')
  }),

  ledgerCase('Commands that are handed in together come to what they come to one by one.', async (ledger) => {
    const random = randomOf(20)
    const message = (): Event => {
      const customer = random.pick(['anna', 'bela', 'cleo'])
      return says(`${customer} ${random.below(80)}`, customer)
    }
    const commands = upTo(400).map(() => ({
      phoneNumberId: random.pick([phone, otherPhone]),
      messages: upTo(1 + random.below(3)).map(message),
    }))
    const known = new Set<string>()
    const expected = commands.map(({ phoneNumberId, messages }) => {
      const before = known.size
      for (const { id } of messages) known.add(`${phoneNumberId} ${id}`)
      return [known.size - before, messages.length - (known.size - before)]
    })
    const results = await Promise.all(
      commands.map(({ phoneNumberId, messages }) =>
        ledger.perform(phoneNumberId, takeIn(...messages.map((event) => ({ ...event, phoneNumberId })))),
      ),
    )
    expectSame(results.map(counts), expected, 'how many were absorbed, and how many were known')
  }),

  ledgerCase('What is done twice changes nothing the second time.', async (ledger) => {
    const hello = takeIn(says('hello', 'anna'))
    expectSame(counts(await ledger.perform(phone, hello)), [1, 0], 'a message')
    expectSame(counts(await ledger.perform(phone, hello)), [0, 1], 'the same message again')
    const one = await ledger.perform(phone, claim('order-1', 'one', 'anna'))
    const same = await ledger.perform(phone, claim('order-1', 'one', 'anna'))
    expectSame(same, one, 'the same claim again')
    if (one.is !== 'claimed') throw new Error(`expected the message to be claimed, got ${one.is}`)
    const outcome = accepted(one.intent, 'wamid.1')
    await ledger.perform(phone, outcome)
    await ledger.perform(phone, outcome)
    const later = await ledger.perform(phone, claim('order-1', 'later', 'anna'))
    expectSame(later.is === 'known' && later.state.is, 'accepted', 'what became of it')
    const lost = await ledger.perform(phone, claim('order-2', 'lost', 'anna'))
    expectSame(lost.is, 'claimed', 'a message whose sender is lost')
    const atLast = noon + 61_000
    expectSame(await ledger.perform(phone, giveUp('order-2', 'anna', atLast)), true, 'is it given up?')
    expectSame(await ledger.perform(phone, giveUp('order-2', 'anna', atLast)), false, 'once more?')
  }),

  ledgerCase('Commands, and what they come to, are JSON.', async (ledger) => {
    const carried = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value
    const heard = await ledger.perform(phone, carried(takeIn(says('hello', 'anna'))))
    expectSame(counts(heard), [1, 0], 'a message that was carried as JSON')
    const claimed = await ledger.perform(phone, carried(claim('order-1', 'one', 'anna')))
    expectSame(carried(claimed), claimed, 'a claim’s result that is carried as JSON')
    if (claimed.is !== 'claimed') throw new Error(`expected the message to be claimed, got ${claimed.is}`)
    await ledger.perform(phone, carried(accepted(carried(claimed).intent, 'wamid.1')))
    const known = await ledger.perform(phone, carried(claim('order-1', 'two', 'anna')))
    expectSame(known.is === 'known' && known.state.is, 'accepted', 'what became of it')
  }),

  ledgerCase('Each of many commands that are handed in at once is answered, and is done.', async (ledger) => {
    const messages = upTo(1_500).map((index) => says(`m${index}`, `c${index % 40}`))
    const all = (): Promise<readonly (readonly [number, number])[]> =>
      Promise.all(messages.map(async (event) => counts(await ledger.perform(phone, takeIn(event)))))
    expectThat(
      (await all()).every(([absorbed]) => absorbed === 1),
      'every message is absorbed at first',
    )
    expectThat(
      (await all()).every(([, known]) => known === 1),
      'and is known then',
    )
  }),

  ledgerCase('What belongs to no phone number is done, too.', async (ledger) => {
    const approved: Event = {
      type: 'template-changed',
      id: 'approved',
      at: noon - 1_000,
      account: '200',
      name: 'news',
      language: 'en',
      status: 'APPROVED',
    }
    expectSame(counts(await ledger.perform('', takeIn(approved))), [1, 0], 'a change of a template')
    expectSame(counts(await ledger.perform('', takeIn(approved))), [0, 1], 'the same again')
  }),

  caseOfTwoLedgers('Two ledgers on the same data do as if one came after the other.', async (one, other) => {
    const heard = await Promise.all(
      upTo(40).map(async (index) =>
        counts(await (index % 2 === 0 ? one : other).perform(phone, takeIn(says(`m${index >> 1}`, 'anna')))),
      ),
    )
    const sum = (place: 0 | 1): number => heard.reduce((soFar, each) => soFar + each[place], 0)
    expectSame([sum(0), sum(1)], [20, 20], 'how many were absorbed, and how many were known')
    for (const key of ['order-1', 'order-2', 'order-3']) {
      const claims = await Promise.all(
        upTo(8).map((index) =>
          (index % 2 === 0 ? one : other).perform(phone, claim(key, `${key} ${index}`, 'anna')),
        ),
      )
      const won = claims.filter(({ is }) => is === 'claimed').length
      const known = claims.filter(({ is }) => is === 'known').length
      expectSame([won, known], [1, 7], 'how many of eight claims under one key win, and how many are known')
    }
  }),
]
