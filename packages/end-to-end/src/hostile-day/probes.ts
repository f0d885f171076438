import type { Instant, Question, ThreadKey } from '@guichet/core'
import type { Emulator } from '@guichet/emulator'
import { chance } from './chance.ts'
import type { Exchange } from './exchange.ts'
import { requestOf } from './requests.ts'
import { credentials, templates } from './scenery.ts'

/** A question that nobody asks the gateway, and what WhatsApp's reading of the rules says to it. */
export interface Probe {
  readonly at: Instant
  readonly key: ThreadKey
  readonly question: Question
  readonly reasons: readonly string[]
}

/** Looks at some threads now and then. */
export interface Probing {
  readonly probe: () => Promise<void>
  readonly all: readonly Probe[]
}

interface Input {
  readonly seed: number
  /** Everybody, as WhatsApp keys their thread. */
  readonly threads: readonly ThreadKey[]
  readonly emulator: Pick<Emulator, 'reasonsAgainst' | 'now'>
  readonly exchange: Exchange
  readonly whatsappUrl: string
}

/** How many questions are asked each time. */
const eachTime = 4

const questions: readonly Question[] = [
  { kind: 'service' },
  { kind: 'call' },
  { kind: 'call-permission-request', by: 'service' },
  ...[...new Set(templates.map(({ name }) => name))].map(
    (name) => ({ kind: 'template', name, language: 'en' }) as const,
  ),
]

/** Reasons for which WhatsApp refuses at once. What it would take and fail is not tried, for it would be there. */
const atOnce: ReadonlySet<string> = new Set([
  'account-restricted',
  'template-unknown',
  'template-not-approved',
  'template-paused',
  'template-disabled',
  'messaging-limit-reached',
  'pair-rate-reached',
  'throughput-reached',
  'call-permission-requested-lately',
  'call-permission-is-permanent',
])

/** Asks about some of the threads; what is refused at once is tried, too, by a program that asks no gateway. */
export const probingOf = ({ seed, threads, emulator, exchange, whatsappUrl }: Input): Probing => {
  const roll = chance(seed + 6)
  const all: Probe[] = []
  const pickOf = <A>(list: readonly A[], what: string): A | undefined =>
    list[Math.floor(roll(what, all.length) * list.length)]
  return {
    all,
    probe: async () => {
      for (let time = 0; time < eachTime; time++) {
        const [key, question] = [pickOf(threads, 'who'), pickOf(questions, 'what')]
        if (key === undefined || question === undefined) return
        const asked = { phoneNumberId: key.phoneNumberId, to: key.customer, question }
        const reasons = emulator.reasonsAgainst(asked)
        all.push({ at: emulator.now(), key, question, reasons })
        if (question.kind !== 'call' && reasons.some((code) => atOnce.has(code)))
          await tryIt(key, question, { exchange, whatsappUrl })
      }
    },
  }
}

const tryIt = async (
  { phoneNumberId, customer: to }: ThreadKey,
  question: Question,
  { exchange, whatsappUrl }: Pick<Input, 'exchange' | 'whatsappUrl'>,
): Promise<void> => {
  const { path, body } = requestOf({
    at: 0,
    key: 'none',
    phoneNumberId,
    person: -1,
    to,
    isText: question.kind === 'service',
    asksToCall: question.kind === 'call-permission-request',
    template: question.kind === 'template' ? question.name : null,
    api: 'connection',
    isDoubled: false,
  })
  const headers = {
    authorization: `Bearer ${credentials.accessToken}`,
    'content-type': 'application/json',
  }
  await exchange.ask({ url: whatsappUrl + path, method: 'POST', headers, body }).catch(() => undefined)
}
