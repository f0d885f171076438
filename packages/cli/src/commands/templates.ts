import { graphClient, notListedInWords } from '@guichet/cloud-api'
import { engine, isLeft, type TemplatesListed } from '@guichet/core'
import type { OwnedTemplate } from '@guichet/core/store'
import { recordList, type Runtime } from '@guichet/runtime'
import { exit, write, type Io, type Unusable } from '../io.ts'
import { templatesToJson, templatesToText, type TemplatesReport } from '../report/templates-report.ts'
import { readGraph } from '../serve/settings.ts'
import { withStore } from '../store/with-store.ts'

/** The arguments of `guichet templates`. */
export interface TemplatesRequest {
  /** The URL of the store. */
  readonly url: string
  readonly account: string
  /** Shows the templates in the store, without a request to WhatsApp. */
  readonly isOffline: boolean
  readonly format: 'text' | 'json'
}

/**
 * `guichet templates`: reads an account's list of templates into a store, and shows the list and its changes.
 */
export const templatesCommand = async (request: TemplatesRequest, io: Io): Promise<number> => {
  const { url, isOffline, format } = request
  const missing = isOffline ? 'refuse' : 'make'
  const list = isOffline ? null : await readList(request, io)
  if (list !== null && 'unusable' in list) {
    await write(io.stderr, `guichet: ${list.unusable}\n`)
    return exit.unusable
  }
  const report = await withStore({ url, engine: engine(), missing, now: io.now }, ({ runtime }) =>
    reportOf(runtime, request.account, list),
  )
  await write(io.stdout, format === 'json' ? templatesToJson(report) : templatesToText(report))
  return exit.fine
}

/** Read before the store is opened, which may be a new file. */
const readList = async ({ account }: TemplatesRequest, io: Io): Promise<TemplatesListed | Unusable> => {
  const graph = readGraph(io.environment)
  if (!graph.ok)
    return { unusable: `${graph.problems.join('; ')}; or use --offline to show the templates in the store` }
  const { accessToken, graphUrl } = graph
  const at = Math.floor(io.now() / 1000) * 1000
  const reading = await graphClient({ accessToken, baseUrl: graphUrl, now: io.now }).readTemplates({
    account,
    at,
  })
  return isLeft(reading)
    ? { unusable: `the templates of account ${account} cannot be read: ${notListedInWords(reading.left)}` }
    : reading.right
}

const reportOf = async (
  runtime: Runtime,
  account: string,
  list: TemplatesListed | null,
): Promise<TemplatesReport> => {
  const known = async (): Promise<readonly OwnedTemplate[]> =>
    (await runtime.templates()).filter((template) => template.account === account)
  const listedAt = async (): Promise<number | null> =>
    (await runtime.templateLists()).find((listed) => listed.account === account)?.at ?? null
  const [before, listedBefore] = [await known(), await listedAt()]
  const isRecorded = list !== null && (await recordList(runtime, list))
  return {
    account,
    readAt: list?.at ?? null,
    isRecorded,
    listedAt: await listedAt(),
    before: listedBefore === null && before.length === 0 ? null : before,
    templates: await known(),
  }
}
