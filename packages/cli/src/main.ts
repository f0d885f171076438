import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { exit, processIo, type Io } from './io.ts'

/** Runs the command line and gives the exit code. */
export const main = async (args: readonly string[], io: Io = processIo): Promise<number> => {
  let code: number = exit.fine
  const program = new Command('guichet')
    .description("WhatsApp's 24-hour rules and charges: audit a log, ask before you send, run the gateway.")
    .version(versionOf(), '--version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
  for (const add of await addersFor(args))
    add(program, io, (done) => {
      code = done
    })

  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.unusable
    io.stderr.write(`guichet: ${error instanceof Error ? error.message : String(error)}\n`)
    return exit.unusable
  }
}

/** Adds commands to the program; `done` takes the exit code. */
type Adder = (program: Command, io: Io, done: (code: number) => void) => void

interface Part {
  readonly commands: readonly string[]
  readonly load: () => Promise<Adder>
}

/** In the order of the help. */
const parts: readonly Part[] = [
  { commands: ['audit'], load: async () => (await import('./audit-program.ts')).addAudit },
  { commands: ['anonymise'], load: async () => (await import('./anonymise-program.ts')).addAnonymise },
  { commands: ['ask'], load: async () => (await import('./ask-program.ts')).addAsk },
  { commands: ['plan'], load: async () => (await import('./plan-program.ts')).addPlan },
  { commands: ['rulebooks'], load: async () => (await import('./rulebooks-program.ts')).addRulebooks },
  { commands: ['rates'], load: async () => (await import('./rates-program.ts')).addRates },
  {
    commands: ['import', 'copy', 'export', 'erase', 'prune', 'templates'],
    load: async () => (await import('./store-program.ts')).addStores,
  },
  { commands: ['laws'], load: async () => (await import('./laws-program.ts')).addLaws },
  {
    commands: ['serve', 'restate-service', 'emulator', 'demo'],
    load: async () => (await import('./serve-program.ts')).addServers,
  },
  { commands: ['engine'], load: async () => (await import('./engine-program.ts')).addEngine },
]

/** The commands that are named, for a program that loads all of them starts slowly; all, where none is. */
const addersFor = (args: readonly string[]): Promise<readonly Adder[]> => {
  const named = parts.filter(({ commands }) => commands.includes(args[0] ?? ''))
  return Promise.all((named.length > 0 ? named : parts).map(({ load }) => load()))
}

const versionOf = (): string => {
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  )
  return manifest.version
}
