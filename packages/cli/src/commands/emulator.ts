import { emulator, type Emulator } from '@guichet/emulator'
import type { Instant } from '@guichet/core'
import { exit, write, type Io } from '../io.ts'
import { listen } from '../serve/listen.ts'
import { stop } from '../serve/stopping.ts'

export interface EmulatorRequest {
  readonly port: number
  readonly host: string
  /** The ids of the business phone numbers; the emulator's default if none is named. */
  readonly phones: readonly string[]
  /** The emulated instant to begin at; `null`: now. */
  readonly date: Instant | null
  readonly seed: number
  /** Where webhooks go; `null`: nowhere. */
  readonly webhook: string | null
  readonly timeZone: string
}

/** Default credentials where the environment names none: an emulator protects no data. */
const standIns = { accessToken: 'emulator-token', appSecret: 'emulator-secret' }

/** `guichet emulator`: a WhatsApp Cloud API to develop against, until a signal ends the process. */
export const emulatorCommand = async (request: EmulatorRequest, io: Io): Promise<number> => {
  const { port, host } = request
  const accessToken = io.environment['WHATSAPP_ACCESS_TOKEN'] || standIns.accessToken
  const appSecret = io.environment['WHATSAPP_APP_SECRET'] || standIns.appSecret
  const subject = emulatorOf(request, { accessToken, appSecret }, io)
  const asked = io.untilStopped()
  const server = await listen(subject.fetch, { port, host })
  await write(io.stdout, `${server.url}\n`)
  await write(
    io.stderr,
    [
      `A WhatsApp Cloud API, emulated. Its page with customers, clock and faults: ${server.url}/`,
      accessToken === standIns.accessToken
        ? `Access token: ${accessToken}`
        : 'Access token: as in the environment',
      request.webhook === null
        ? 'Webhooks are not sent; give their address with --webhook.'
        : `Webhooks go to ${request.webhook}, signed with ${appSecret === standIns.appSecret ? appSecret : 'the secret of the environment'}.`,
      '',
    ].join('\n'),
  )
  const halt = subject.run()
  await asked
  await stop({ servers: [server], drain: halt, patience: 5_000 })
  return exit.fine
}

const emulatorOf = (
  { phones, date, seed, webhook, timeZone }: EmulatorRequest,
  credentials: typeof standIns,
  io: Io,
): Emulator =>
  emulator({
    ...credentials,
    clock: { now: io.now },
    seed,
    timeZone,
    ...(date === null ? {} : { start: date }),
    ...(webhook === null ? {} : { webhook }),
    ...(phones.length === 0
      ? {}
      : {
          phoneNumbers: phones.map((id, index) => ({
            id,
            number: String(33_970_000_001 + index),
            verifiedName: 'La Boutique',
          })),
        }),
  })
