import { InvalidArgumentError, type Command } from 'commander'
import { isLeft, reasonsInWords, settings, type Instant } from '@guichet/core'
import { instant } from './arguments.ts'
import type { DemoRequest } from './commands/demo.ts'
import type { Io } from './io.ts'
import { logLevel, logLevels, type LogLevel } from './serve/log-level.ts'
import { peerAddress, type PeerAddress } from './serve/peer-address.ts'
import { seconds } from './serve/seconds.ts'
import { port } from './serve/settings.ts'
import { collector } from './serve/traces/place.ts'
import { locationForms } from './store/location.ts'

/** Adds the commands that run servers; `done` takes the exit code. */
export const addServers = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('serve')
    .exitOverride()
    .description('run the gateway: webhooks in, messages out, the board; until a signal ends the process')
    .addHelpText('after', `\n${environmentHelp}`)
    .option('--port <port>', 'the port to listen on; 0 for any free port', port, 8080)
    .option(
      '--host <address>',
      'the address to listen on; 0.0.0.0 for every address of this machine',
      '127.0.0.1',
    )
    .option(
      '--config <file>',
      'serve the tenants of this JSON file; of the environment only WHATSAPP_GRAPH_URL is read then',
    )
    .option(
      '--store <url>',
      `the store, created if it does not exist: ${locationForms}; several of PostgreSQL, comma-separated, hold some phone numbers each; restate://HOST:PORT for a cluster`,
      'sqlite:./guichet.db',
    )
    .option(
      '--ahead-seconds <seconds>',
      'how far ahead of the clock a stored message counts (default: 60)',
      seconds,
    )
    .option(
      '--drain-seconds <seconds>',
      'how long to keep serving, as not ready, after the signal to end (default: 5)',
      seconds,
    )
    .option(
      '--log-level <level>',
      `the least level to log: ${logLevels.join(', ')} (default: info)`,
      logLevel,
    )
    .option(
      '--peer-address <host:port>',
      'where the other processes on the same PostgreSQL reach this one (default: where it listens, else where the database sees it)',
      peerAddress,
    )
    .option(
      '--traces [url]',
      'hand traces to an OpenTelemetry collector at this address, by OTLP over HTTP (default: as OTEL_EXPORTER_OTLP_ENDPOINT says, else http://localhost:4318)',
      collector,
    )
    .action(async (options: ServeOptions) => {
      const { serveCommand } = await import('./commands/serve.ts')
      done(
        await serveCommand(
          {
            ...options,
            config: options.config ?? null,
            aheadSeconds: options.aheadSeconds ?? null,
            drainSeconds: options.drainSeconds ?? null,
            logLevel: options.logLevel ?? null,
            peerAddress: options.peerAddress ?? null,
            traces: options.traces ?? null,
          },
          io,
        ),
      )
    })

  program
    .command('restate-service')
    .exitOverride()
    .description(
      'run what a Restate cluster calls for restate:// stores, and register it; until a signal ends it',
    )
    .addHelpText('after', `\n${restateHelp}`)
    .option('--port <port>', 'the port to listen on; 0 for any free port', port, 9080)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--admin <url>', "Restate's admin address, or none", 'http://localhost:9070')
    .option('--url <url>', 'where Restate reaches the service (default: where it listens)', webAddress)
    .option('--identity-key <key...>', 'public keys of the servers that may call it (default: anybody may)')
    .action(async (options: RestateServiceOptions) => {
      const { restateServiceCommand } = await import('./commands/restate-service.ts')
      const { admin, url, identityKey, ...others } = options
      const request = {
        ...others,
        admin: admin === 'none' ? null : webAddress(admin),
        url: url ?? null,
        identityKeys: identityKey ?? [],
      }
      done(await restateServiceCommand(request, io))
    })

  program
    .command('emulator')
    .exitOverride()
    .description(
      'run a WhatsApp Cloud API to develop against: windows, templates, prices, faults, a clock to move',
    )
    .addHelpText('after', `\n${emulatorHelp}`)
    .option('--port <port>', 'the port to listen on; 0 for any free port', port, 4010)
    .option(
      '--host <address>',
      'the address to listen on; 0.0.0.0 for every address of this machine',
      '127.0.0.1',
    )
    .option('--phone <id...>', 'the ids of the business phone numbers (default: 100000000000001)')
    .option(
      '--date <instant>',
      'the emulated time at the start, such as 2026-09-30T21:00:00Z (default: now)',
      instant,
    )
    .option('--seed <number>', 'the seed of everything random', seed, 1)
    .option('--webhook <url>', 'the address to send webhooks to (default: none)', webAddress)
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
    .description('run the gateway and its board with an emulated WhatsApp that plays a day of a shop')
    .addHelpText('after', '\nExit code: 0 after a signal to end, 2 unusable arguments or ports.')
    .option('--port <port>', 'the port of the gateway; 0 for any free port', port, 8080)
    .option('--emulator-port <port>', 'the port of the emulated WhatsApp', port, 4010)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--seed <number>', 'the seed of the day', seed, 1)
    .option('--time-zone <zone>', "the account's time zone, such as Europe/Paris", timeZone, 'UTC')
    .action(async (options: DemoRequest) => {
      const { demoCommand } = await import('./commands/demo.ts')
      done(await demoCommand(options, io))
    })
}

interface RestateServiceOptions {
  readonly port: number
  readonly host: string
  readonly admin: string
  readonly url?: string
  readonly identityKey?: readonly string[]
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

const restateHelp = `It needs Node 22 or later: with an earlier one it runs itself in npm's node package, which it finds, or installs once.

Exit code: 0 after a signal to end, 2 unusable arguments, port or server.
Example: guichet restate-service --admin http://localhost:9070`

const emulatorHelp = `Environment:
  WHATSAPP_ACCESS_TOKEN  the access token it accepts; default emulator-token
  WHATSAPP_APP_SECRET    signs webhooks; default emulator-secret

Exit code: 0 after a signal to end, 2 unusable arguments or port.
Example: guichet emulator --webhook http://127.0.0.1:8080/webhooks/whatsapp`

interface ServeOptions {
  readonly config?: string
  readonly port: number
  readonly host: string
  readonly store: string
  readonly aheadSeconds?: number
  readonly drainSeconds?: number
  readonly logLevel?: LogLevel
  readonly peerAddress?: PeerAddress
  readonly traces?: string | true
}

const environmentHelp = `Environment (secrets never go on the command line):
  WHATSAPP_APP_SECRET       the app secret that signs webhooks; several, comma-separated, while one replaces another
  WHATSAPP_VERIFY_TOKEN     the verify token of the webhook's handshake
  WHATSAPP_ACCESS_TOKEN     the access token for the Graph API
  GUICHET_API_KEY           the API keys of callers; one or several, comma-separated, 16 characters or more
  WHATSAPP_GRAPH_URL        default https://graph.facebook.com
  WHATSAPP_PHONE_NUMBER_ID  the phone number id for messages that name none
  GUICHET_FORWARD_WEBHOOKS_TO  an endpoint, such as a bot's, that also receives every webhook
  GUICHET_RATES             a rate card, which prices messages and what was spent
  GUICHET_TIME_ZONE         the account's time zone, such as Europe/Paris; default UTC
  GUICHET_AHEAD_SECONDS     the default of --ahead-seconds
  GUICHET_DRAIN_SECONDS     the default of --drain-seconds
  GUICHET_LOG_LEVEL         the default of --log-level
  GUICHET_PEER_ADDRESS      the default of --peer-address
  OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME  with --traces: where traces go, and in whose name (default: guichet)

With --config, SIGHUP or a change of the file has it read again, without a restart; a file that cannot be used is
logged, and the one before stays in use. packages/cli/config.schema.json is its JSON Schema.

Exit code: 0 after a signal to end, 2 unusable settings, port or store.
Example: guichet serve --port 8080 --store sqlite:./guichet.db`
