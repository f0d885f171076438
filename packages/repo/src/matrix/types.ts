import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from '../run.ts'
import { commandIn } from './install.ts'

/** Resolutions that a project may have, with what else each asks for. */
const resolutions: readonly (readonly string[])[] = [
  ['--module', 'nodenext', '--moduleResolution', 'nodenext'],
  ['--module', 'esnext', '--moduleResolution', 'bundler'],
]

/** Compiles a program that opens every door of what a project has installed, declarations included; gives what is wrong. */
export const typeProblems = async (
  project: string,
  doors: readonly string[],
  compiler: string,
): Promise<readonly string[]> => {
  const file = join(project, 'typed.mts')
  const names = doors.map((door, place) => `import * as door${place} from '${door}'`)
  writeFileSync(
    file,
    [...names, typed, `export const all = [${names.map((_, place) => `door${place}`).join(', ')}]`].join(
      '\n',
    ),
  )
  const found: string[] = []
  for (const resolution of resolutions) {
    const common = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2023,dom', '--types', 'node']
    const args = [...common, ...resolution, file]
    const { code, stdout, stderr } = await runProgram(commandIn(compiler, 'tsc'), args, {
      cwd: project,
      timeout: 300_000,
    })
    if (code !== 0)
      found.push(`${resolution[3]}: ${(stdout + stderr).trim().split('\n').slice(0, 3).join(' ')}`)
  }
  return found
}

/** What a bot does with types: it answers what came in, and reads why not. */
const typed = `
import { readWebhookText } from '@guichet/cloud-api'
import { engine, explain, isRight, type Event, type State } from '@guichet/core'
import { bot } from 'guichet'
const events: readonly Event[] = readWebhookText('').events
export const state: State = events.reduce(engine().evolve, engine().initial)
const answer = engine().ask(state, { phoneNumberId: '100', customer: '33639980001' }, { kind: 'service' }, 0)
export const until: number | null = isRight(answer) ? answer.right.validUntil : null
export const said: string = explain(answer)
export const shop = (accessToken: string) =>
  bot({
    accessToken,
    appSecret: 'the app secret',
    verifyToken: 'the word',
    onMessage: async ({ message, reply }) => {
      await reply(message.text ?? message.content.kind)
    },
  })
`
