import { InvalidArgumentError, type Command } from 'commander'
import { isLeft, reasonsInWords, settings, type Instant } from '@guichet/core'
import { instant } from './arguments.ts'
import type { DemoRequest } from './commands/demo.ts'
import type { Io } from './io.ts'
import { logLevel, logLevels, type LogLevel } from './serve/log-level.ts'
import { seconds } from './serve/seconds.ts'
import { port } from './serve/settings.ts'
import { locationForms } from './store/location.ts'

/** Adds the commands that run servers; `done` takes the exit code. */
export const addServers = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('serve')
    .exitOverride()
    .description('run the gateway: webhooks in, messages out, the board; until the process is asked to end')
    .addHelpText('after', `\n${environmentHelp}`)
    .option('--port <port>', 'where to listen; 0 lets the machine choose', port, 8080)
    .option('--host <address>', 'on which address; 0.0.0.0 for every one of this machine', '127.0.0.1')
    .option('--store <url>', `made where there is none: ${locationForms}`, 'sqlite:./guichet.db')
    .option(
      '--ahead-seconds <seconds>',
      'how far ahead of the clock a stored message counts (default: 60)',
      seconds,
    )
    .option(
      '--drain-seconds <seconds>',
      'how long to keep serving, not ready, once asked to end (default: 5)',
      seconds,
    )
    .option('--log-level <level>', `what is logged: ${logLevels.join(', ')} (default: info)`, logLevel)
    .action(async ({ aheadSeconds, drainSeconds, logLevel: level, ...options }: ServeOptions) => {
      const { serveCommand } = await import('./commands/serve.ts')
      done(
        await serveCommand(
          {
            ...options,
            aheadSeconds: aheadSeconds ?? null,
            drainSeconds: drainSeconds ?? null,
            logLevel: level ?? null,
          },
          io,
        ),
      )
    })

  program
    .command('emulator')
    .exitOverride()
    .description(
      'run a WhatsApp Cloud API to develop against: windows, templates, prices, faults, a clock to move',
    )
    .addHelpText('after', `\n${emulatorHelp}`)
    .option('--port <port>', 'where to listen; 0 lets the machine choose', port, 4010)
    .option('--host <address>', 'on which address; 0.0.0.0 for every one of this machine', '127.0.0.1')
    .option('--phone <id...>', 'the ids of the business phone numbers (default: 100000000000001)')
    .option('--date <instant>', 'when it is there, such as 2026-09-30T21:00:00Z (default: now)', instant)
    .option('--seed <number>', 'what is left to chance follows from it', seed, 1)
    .option('--webhook <url>', 'where webhooks go (default: nowhere)', webAddress)
    .option('--time-zone <zone>', "the account's time zone, such as Europe/Paris", timeZone, 'UTC')
    .action(async (options: EmulatorOptions) => {
      const { emulatorCommand } = await import('./commands/emulator.ts')
      const { phone, date, webhook, ...others } = options
      const request = { ...others, phones: phone ?? [], date: date ?? null, webhook: webhook ?? null }
      done(await emulatorCommand(request, io))
    })

  program
    .command('demo')
    .exitOverride()
    .description(
      'run the gateway and its board before an emulated WhatsApp, with a day of a shop being played',
    )
    .addHelpText('after', '\nExit code: 0 after it was asked to end, 2 unusable arguments or ports.')
    .option('--port <port>', 'where the gateway listens; 0 lets the machine choose', port, 8080)
    .option('--emulator-port <port>', 'where the emulated WhatsApp listens', port, 4010)
    .option('--host <address>', 'on which address', '127.0.0.1')
    .option('--seed <number>', 'which day is played', seed, 1)
    .option('--time-zone <zone>', "the account's time zone, such as Europe/Paris", timeZone, 'UTC')
    .action(async (options: DemoRequest) => {
      const { demoCommand } = await import('./commands/demo.ts')
      done(await demoCommand(options, io))
    })
}

interface EmulatorOptions {
  readonly port: number
  readonly host: string
  readonly phone?: readonly string[]
  readonly date?: Instant
  readonly seed: number
  readonly webhook?: string
  readonly timeZone: string
}

const seed = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('write a whole number')
  return Number(text)
}

const timeZone = (text: string): string => {
  const rules = settings({ timeZone: text })
  if (isLeft(rules)) throw new InvalidArgumentError(reasonsInWords(rules.left))
  return text
}

const webAddress = (text: string): string => {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('write an address such as http://127.0.0.1:8080/webhooks/whatsapp')
  return text
}

const emulatorHelp = `Environment:
  WHATSAPP_ACCESS_TOKEN  the token that it takes; emulator-token unless set
  WHATSAPP_APP_SECRET    signs webhooks; emulator-secret unless set

Exit code: 0 after it was asked to end, 2 unusable arguments or port.
Example: guichet emulator --webhook http://127.0.0.1:8080/webhooks/whatsapp`

interface ServeOptions {
  readonly port: number
  readonly host: string
  readonly store: string
  readonly aheadSeconds?: number
  readonly drainSeconds?: number
  readonly logLevel?: LogLevel
}

const environmentHelp = `Environment (secrets never stand on the command line):
  WHATSAPP_APP_SECRET       signs webhooks; several, comma-separated, while one replaces another
  WHATSAPP_VERIFY_TOKEN     what Meta says in the webhook's handshake
  WHATSAPP_ACCESS_TOKEN     lets us send
  GUICHET_API_KEY           lets callers in; one or several, comma-separated, 16 characters or more
  WHATSAPP_GRAPH_URL        default https://graph.facebook.com
  WHATSAPP_PHONE_NUMBER_ID  sends what names no phone number
  GUICHET_FORWARD_WEBHOOKS_TO  a bot's endpoint, which gets every webhook as it came
  GUICHET_TIME_ZONE         the account's time zone, such as Europe/Paris; default UTC
  GUICHET_AHEAD_SECONDS     what --ahead-seconds says where it is not given
  GUICHET_DRAIN_SECONDS     what --drain-seconds says where it is not given
  GUICHET_LOG_LEVEL         what --log-level says where it is not given

Exit code: 0 after it was asked to end, 2 unusable settings, port or store.
Example: guichet serve --port 8080 --store sqlite:./guichet.db`
