import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { anonymiseCommand } from './commands/anonymise.ts'
import type { Io } from './io.ts'

/** Adds `guichet anonymise`; `done` takes the exit code. */
export const addAnonymise = (program: Command, io: Io, done: (code: number) => void): void => {
  program
    .command('anonymise')
    .description(
      'replace ids, numbers, names and texts of a log, so that it can be shared; its audit stays the same',
    )
    .addHelpText(
      'after',
      '\nExit code: 0 written, 2 unusable arguments or files.\nExample: guichet anonymise --out shared.ndjson log.ndjson.gz',
    )
    .argument(
      '[files...]',
      'logs of webhook bodies, events or outbound records; - is standard input (default)',
    )
    .option('--out <file>', 'write to this file instead of standard output')
    .option('--secret <text>', 'the same texts become the same words as in another run with this secret')
    .action(async (files: string[], { out, secret }: AnonymiseOptions) => {
      const request = {
        files: files.length === 0 ? ['-'] : files,
        out: out ?? null,
        secret: secret ?? randomBytes(32).toString('hex'),
      }
      done(await anonymiseCommand(request, io))
    })
}

interface AnonymiseOptions {
  readonly out?: string
  readonly secret?: string
}
