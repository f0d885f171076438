import type { Command } from 'commander'
import { engineCommand } from './commands/engine.ts'
import type { Io } from './io.ts'

/** Adds `guichet engine`; `done` takes the exit code. */
export const addEngine = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('engine')
    .description('answer each JSON object, one a line on standard input, with one on standard output')
    .addHelpText(
      'after',
      '\nOps: reset, absorb, webhook, view, ask, charges.\nExample: {"op":"view","phoneNumberId":"100","customer":"33639980001","at":"2026-10-02T09:00:00Z"}',
    )
    .action(async () => {
      done(await engineCommand(io))
    })
}
