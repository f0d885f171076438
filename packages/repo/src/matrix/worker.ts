import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleForWeb } from './web.ts'
import { nextLine, start, stop, type Command } from './program.ts'
import { botProblems } from './trial.ts'
import { environment, whatsapp } from './whatsapp.ts'

/** Runs the recipe for workers in workerd, with a durable object of its own and no compatibility flag; gives what is wrong. */
export const workerProblems = async (
  project: string,
  recipe: string,
  { path, args }: Command,
): Promise<readonly string[]> => {
  const folder = join(project, 'worker')
  mkdirSync(folder, { recursive: true })
  const bundled = await bundleForWeb(project, recipe, ['workerd', 'worker', 'browser'])
  writeFileSync(join(folder, 'worker.mjs'), bundled)
  const place = { url: '' }
  const world = await whatsapp(async ({ headers, body }) =>
    place.url === '' ? { status: 503 } : fetch(place.url, { method: 'POST', headers, body }),
  )
  writeFileSync(join(folder, 'config.capnp'), configuration(environment(world.url)))
  const child = start(path, [...args, 'serve', '--control-fd=1', 'config.capnp'], folder, {})
  try {
    const first = await nextLine(child)
    const port = /"port":\s*(\d+)/.exec(first)?.[1]
    if (port === undefined) return [`it ended: ${first}`]
    place.url = `http://127.0.0.1:${port}`
    return await botProblems(place.url, world)
  } finally {
    await stop(child)
    await world.close()
  }
}

const configuration = (settings: Readonly<Record<string, string>>): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .shop),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const shop :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-11-01",
  durableObjectNamespaces = [(className = "Shop", uniqueKey = "shop")],
  durableObjectStorage = (inMemory = void),
  bindings = [
    (name = "SHOP", durableObjectNamespace = "Shop"),
    ${Object.entries(settings)
      .map(([name, text]) => `(name = "${name}", text = "${text}"),`)
      .join('\n    ')}
  ],
);
`
