import { spawn } from 'node:child_process'
import { inRoot } from '../root.ts'

/** The gateway of `npm start`, running beside the checks. */
export interface Demo {
  /** Its address, such as `http://127.0.0.1:40123`. */
  readonly gateway: string
  readonly apiKey: string
  /** What it printed, with the addresses of `npm start` and without the key. */
  readonly welcome: string
}

/** The address that the documentation writes. */
export const demoAddress = 'http://127.0.0.1:8080'

const emulatorAddress = 'http://127.0.0.1:4010'
const program = 'packages/cli/bin/guichet.mjs'

/** Runs the demo on free ports while `use` runs. Rejects when the demo ends before it has said where it is. */
export const withDemo = async <Result>(use: (demo: Demo) => Promise<Result>): Promise<Result> => {
  const args = [program, 'demo', '--port', '0', '--emulator-port', '0']
  const running = spawn(process.execPath, args, { cwd: inRoot(), stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => running.on('close', () => resolve()))
  try {
    return await use(demoOf(await welcomeOf(running.stdout)))
  } finally {
    running.kill('SIGTERM')
    await ended
  }
}

const welcomeOf = async (output: AsyncIterable<Buffer>): Promise<string> => {
  let printed = ''
  for await (const piece of output) {
    printed += piece.toString()
    if (printed.includes('Ctrl+C')) return printed
  }
  throw new Error(`the demo ended: ${printed}`)
}

const demoOf = (printed: string): Demo => {
  const { gateway = '', apiKey = '' } =
    /The board +(?<gateway>\S+)\/#key=(?<apiKey>\S+)/.exec(printed)?.groups ?? {}
  const emulator = /The emulator +(?<address>\S+)\//.exec(printed)?.groups?.['address'] ?? ''
  const welcome = printed
    .replaceAll(gateway, demoAddress)
    .replaceAll(emulator, emulatorAddress)
    .replaceAll(apiKey, '…')
  return { gateway, apiKey, welcome }
}
