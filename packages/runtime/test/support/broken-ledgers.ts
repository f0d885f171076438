import { ledgersOn, type Ledger, type LedgerPlace } from '../../src/contract/index.ts'
import { isStoreFailure, memoryPlace, storeFailure } from '../../src/index.ts'

/** A ledger with one fault, which the contract has to find. */
export interface BrokenLedger {
  /** What it does wrong, as the end of "a ledger that …". */
  readonly fault: string
  readonly place: () => LedgerPlace
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A sound ledger behind a faulty one. */
const broken = (fault: string, spoil: (ledger: Ledger) => Ledger): BrokenLedger => ({
  fault,
  place: () => {
    const sound = ledgersOn(memoryPlace())
    return {
      open: async (obstacle) => {
        const { ledger, close } = await sound.open(obstacle)
        return { ledger: spoil(ledger), close }
      },
    }
  },
})

export const brokenLedgers: readonly BrokenLedger[] = [
  broken('does every other command later', (ledger) => {
    let count = 0
    return {
      ...ledger,
      perform: async (phoneNumberId, command) => {
        if (count++ % 2 === 0) for (let turns = 0; turns < 5; turns++) await turn()
        return ledger.perform(phoneNumberId, command)
      },
    }
  }),
  broken('does each command twice and gives the second answer', (ledger) => ({
    ...ledger,
    perform: async (phoneNumberId, command) => {
      await ledger.perform(phoneNumberId, command)
      return ledger.perform(phoneNumberId, command)
    },
  })),
  broken('hides failures', (ledger) => ({
    ...ledger,
    perform: (phoneNumberId, command) =>
      ledger
        .perform(phoneNumberId, command)
        .catch(() => ({ absorbed: 0, duplicates: 0, late: 0, erased: 0 }) as never),
  })),
  broken('calls every failure another one', (ledger) => ({
    ...ledger,
    perform: (phoneNumberId, command) =>
      ledger.perform(phoneNumberId, command).catch((failure: unknown) => {
        throw isStoreFailure(failure) ? storeFailure('unavailable', failure.message) : failure
      }),
  })),
  broken('lets one failure be that of all that are under way', (ledger) => {
    let failed: unknown
    return {
      ...ledger,
      perform: async (phoneNumberId, command) => {
        const result = await ledger.perform(phoneNumberId, command).catch((failure: unknown) => {
          failed = failure
          throw failure
        })
        await turn()
        await turn()
        if (failed !== undefined) throw failed
        return result
      },
    }
  }),
  broken('does one command after the other', (ledger) => {
    let last: Promise<unknown> = Promise.resolve()
    return {
      perform: (phoneNumberId, command) => {
        const one = last.then(() => ledger.perform(phoneNumberId, command))
        last = one.catch(() => undefined)
        return one
      },
      idle: async () => {
        await last
        await ledger.idle()
      },
    }
  }),
  broken('says at once that nothing is under way', (ledger) => ({
    ...ledger,
    idle: async () => undefined,
  })),
  broken('keeps what is about no phone number to itself', (ledger) => ({
    ...ledger,
    perform: (phoneNumberId, command) =>
      phoneNumberId === ''
        ? Promise.resolve({ absorbed: 1, duplicates: 0, late: 0, erased: 0 } as never)
        : ledger.perform(phoneNumberId, command),
  })),
  broken('gives a claim to everybody', (ledger) => ({
    ...ledger,
    perform: async (phoneNumberId, command) => {
      if (command.do !== 'claim') return ledger.perform(phoneNumberId, command)
      const name = `${command.claim} again`
      const key = `${command.request.key} ${command.claim}`
      const request = { ...command.request, key }
      return ledger.perform(phoneNumberId, { ...command, request, claim: name } as typeof command)
    },
  })),
]
