import { join } from 'node:path'
import { bundleForWeb } from './web.ts'
import type { Command } from './program.ts'
import { botProblems } from './trial.ts'
import { environment, whatsapp } from './whatsapp.ts'
import { inWorkerd, textBindings } from './workerd.ts'

/** Runs the recipe for workers in workerd, with a durable object of its own and no compatibility flag; gives what is wrong. */
export const workerProblems = async (
  project: string,
  recipe: string,
  command: Command,
): Promise<readonly string[]> => {
  const worker = await bundleForWeb(project, recipe, ['workerd', 'worker', 'browser'])
  const place = { url: '' }
  const world = await whatsapp(async ({ headers, body }) =>
    place.url === '' ? { status: 503 } : fetch(place.url, { method: 'POST', headers, body }),
  )
  const deployment = { worker, configuration: configuration(environment(world.url)) }
  try {
    return await inWorkerd(command, join(project, 'worker'), deployment, (url) => {
      place.url = url
      return botProblems(url, world)
    })
  } finally {
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
    ${textBindings(settings)}
  ],
);
`
