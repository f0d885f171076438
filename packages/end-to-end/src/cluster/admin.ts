/** What Restate's admin address says and does. */
export interface Admin {
  /** Under which id it knows what is served at an address. */
  readonly deploymentAt: (url: string) => Promise<string>
  /** All calls that it knows, those that are over too while their answers are kept. */
  readonly calls: () => Promise<readonly KnownCall[]>
  /** Forgets what is served there. */
  readonly remove: (deployment: string) => Promise<void>
}

/** A call of an object's handler. */
export interface KnownCall {
  readonly id: string
  readonly target: string
  readonly isOver: boolean
  /** Where it began, and where it goes on; `null` before. */
  readonly deployment: string | null
}

export const adminAt = (address: string): Admin => ({
  deploymentAt: async (url) => {
    const { deployments } = (await jsonOf(await fetch(`${address}/deployments`))) as {
      readonly deployments: readonly { readonly id: string; readonly uri: string }[]
    }
    const found = deployments.find(({ uri }) => uri.replace(/\/$/, '') === url)
    if (found === undefined) throw new Error(`Restate knows nothing that is served at ${url}`)
    return found.id
  },
  calls: async () => {
    const query = 'select id, target, status, pinned_deployment_id from sys_invocation'
    const answer = await fetch(`${address}/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query }),
    })
    const { rows } = (await jsonOf(answer)) as { readonly rows: readonly CallRow[] }
    return rows.map(({ id, target, status, pinned_deployment_id: deployment }) => ({
      id,
      target,
      isOver: status === 'completed',
      deployment: deployment ?? null,
    }))
  },
  remove: async (deployment) => {
    const answer = await fetch(`${address}/deployments/${deployment}?force=true`, { method: 'DELETE' })
    if (!answer.ok) throw new Error(`Restate keeps a deployment: ${answer.status} ${await answer.text()}`)
  },
})

interface CallRow {
  readonly id: string
  readonly target: string
  readonly status: string
  readonly pinned_deployment_id?: string | null
}

const jsonOf = async (answer: Response): Promise<unknown> => {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`Restate's admin address answers ${answer.status}: ${text.slice(0, 300)}`)
  return JSON.parse(text)
}
