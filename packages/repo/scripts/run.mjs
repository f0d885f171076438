import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')

const shell = process.platform === 'win32'

/** Runs a command in the root and shows what it prints; gives its exit code. */
export const run = (command, ...args) => {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell })
  if (done.error) console.error(`${command}: ${done.error.message}`)
  return done.status ?? 1
}

/** Runs a command of the project's own dependencies. */
export const runTool = (tool, ...args) => run(join(root, 'node_modules', '.bin', tool), ...args)

/** Runs a step; ends the process with its exit code when it fails. */
export const step = (title, action) => {
  console.error(`\n› ${title}`)
  const code = action()
  if (code === 0) return
  console.error(`${title} failed (exit code ${code}).`)
  process.exit(code)
}
