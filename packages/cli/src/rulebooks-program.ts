import { Option, type Command } from 'commander'
import { rulebooksCommand } from './commands/rulebooks.ts'
import type { Io } from './io.ts'

/** Adds `guichet rulebooks`; `done` takes the exit code. */
export const addRulebooks = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('rulebooks')
    .exitOverride()
    .description('list the rulebooks, or show the rules of one and the clauses that they rest on')
    .addHelpText(
      'after',
      '\nAn amendment replaces rules that --format json prints under `rules`.\nExample: guichet rulebooks 2026-10-01 --format json',
    )
    .argument('[id|file]', 'one by its date, or a JSON file of amendments')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (of: string | undefined, { format }: { format: 'text' | 'json' }) => {
      done(await rulebooksCommand({ of: of ?? null, format }, io))
    })
}
