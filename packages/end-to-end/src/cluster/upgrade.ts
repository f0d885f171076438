import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { restateStore } from '@guichet/ledger-restate'
import { serveGateway } from '../failover/gateways.ts'
import { adminAt, type Admin } from './admin.ts'
import { newIdentity } from './identity.ts'
import { installPrograms } from './install.ts'
import { startNodes } from './nodes.ts'
import { startService } from './service.ts'
import { readCluster } from './stored.ts'
import { apartProblems, saying, twoTenants, writeConfig, type Tenant } from './tenants.ts'

/** What became of calls that were under way when another version of the service came. */
export interface UpgradeReport {
  /** Calls that had begun on the first service process when the second one was registered. */
  readonly underWay: number
  /** Of these, those that ended on the first one. */
  readonly endedThere: number
  /** Calls that the second one answered while the first one did nothing. */
  readonly meanwhile: number
  readonly webhooks: { readonly acked: number; readonly lost: number; readonly doubled: number }
  readonly threadsEqualFold: boolean
  /** How the service process answers who does not sign, and whether Restate takes one with another key. */
  readonly unsigned: number
  readonly takesOtherKey: boolean
  /** What is wrong with two tenants on the cluster. */
  readonly tenants: readonly string[]
}

export const isUpgradeRight = (report: UpgradeReport): boolean =>
  report.underWay > 0 &&
  report.endedThere === report.underWay &&
  report.meanwhile > 0 &&
  report.webhooks.lost + report.webhooks.doubled === 0 &&
  report.threadsEqualFold &&
  report.unsigned === 401 &&
  !report.takesOtherKey &&
  report.tenants.length === 0

/** Phone numbers of each tenant. */
const each = 10

/**
 * Two tenants on nodes that sign. The first service process is halted with calls under way, and the second one is
 * registered and answers; then the first one goes on, its calls end there, and it is removed.
 */
export const upgrade = async (
  progress: (words: string) => void,
  signal: AbortSignal,
): Promise<UpgradeReport> => {
  const programs = await installPrograms(progress)
  const folder = await mkdtemp(join(tmpdir(), 'guichet-upgrade-'))
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  try {
    const identity = await newIdentity(join(folder, 'identity.pem'))
    const another = await newIdentity(join(folder, 'another.pem'))
    const nodes = await startNodes(programs.server, folder, identity.path)
    closing.push(nodes.close)
    const address = nodes.admins[0] ?? ''
    const first = await startService(programs.node, address, [identity.publicKey])
    closing.push(first.close)
    progress('the nodes sign, and the service process answers them')
    const unsigned = await statusUnsigned(first.url)
    const takesOtherKey = await isTaken(startService(programs.node, address, [another.publicKey]), closing)

    const tenants = twoTenants(each)
    const config = join(folder, 'guichet.json')
    await writeConfig(config, tenants)
    const hosts = nodes.ingresses.map((ingress) => new URL(ingress).host)
    const gateway = await serveGateway(`restate://${hosts.join(',')}`, 'http://127.0.0.1:9', [
      '--config',
      config,
    ])
    closing.push(async () => {
      gateway.child.kill('SIGTERM')
      await gateway.closed
    })
    const customers = writing(gateway.url)
    const [busy, quiet] = tenants
    await Promise.all(tenants.map((one) => customers.write(one, 3)))

    const admin = adminAt(address)
    const old = await admin.deploymentAt(first.url)
    let halted: readonly string[] = []
    const load = customers.keepWriting(busy)
    while (halted.length === 0) {
      signal.throwIfAborted()
      first.halt()
      halted = await underWayAt(admin, old)
      if (halted.length > 0) break
      first.goOn()
      await wait(20)
    }
    progress(`the first service process is halted with ${halted.length} calls under way`)
    const second = await startService(programs.node, address, [identity.publicKey])
    closing.push(second.close)
    const young = await admin.deploymentAt(second.url)
    await customers.write(quiet, 3)
    const meanwhile = (await admin.calls()).filter((one) => one.deployment === young && one.isOver).length
    progress(`the second one answered ${meanwhile} calls meanwhile`)
    first.goOn()
    await load.stop()
    while ((await underWayAt(admin, old)).length > 0) {
      signal.throwIfAborted()
      await wait(50)
    }
    const over = (await admin.calls()).filter((one) => one.isOver && one.deployment === old)
    const endedThere = halted.filter((id) => over.some((one) => one.id === id)).length
    await admin.remove(old)
    await first.close()
    progress('the first one is removed')
    await Promise.all(tenants.map((one) => customers.write(one, 1)))
    const apart = await apartProblems(gateway.url, tenants)

    const store = restateStore({ addresses: nodes.ingresses, patience: 60_000 })
    const stored = await readCluster(store, customers.acked)
    await store.close()
    return {
      underWay: halted.length,
      endedThere,
      meanwhile,
      webhooks: {
        acked: customers.acked.size,
        lost: customers.acked.size - stored.bodies.size,
        doubled: stored.doubled.length,
      },
      threadsEqualFold: stored.different.length === 0,
      unsigned,
      takesOtherKey,
      tenants: apart,
    }
  } finally {
    for (const close of closing.toReversed()) await close()
  }
}

const underWayAt = async (admin: Admin, deployment: string): Promise<readonly string[]> =>
  (await admin.calls()).flatMap((one) => (!one.isOver && one.deployment === deployment ? [one.id] : []))

const isTaken = async (
  starting: ReturnType<typeof startService>,
  closing: (() => Promise<void>)[],
): Promise<boolean> => {
  try {
    closing.push((await starting).close)
    return true
  } catch {
    return false
  }
}

/** What a service process answers to a request that nobody signed. */
const statusUnsigned = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const session = connect(url)
    session.once('error', reject)
    const request = session.request({
      ':path': '/discover',
      accept: 'application/vnd.restate.endpointmanifest.v3+json',
    })
    request.once('error', reject)
    request.once('response', (headers) => {
      resolve(Number(headers[':status']))
      session.destroy()
    })
    request.end()
  })

/** Customers write to tenants' phone numbers; what is not answered with 200 is delivered again. */
const writing = (url: string) => {
  const acked = new Map<string, string>()
  let number = 0
  const deliver = async (tenant: Tenant, phoneNumber: string): Promise<void> => {
    const { body, headers } = saying(tenant, phoneNumber, `wamid.upgrade.${number++}`)
    for (;;) {
      const answer = await fetch(`${url}/webhooks/whatsapp`, { method: 'POST', headers, body })
      await answer.body?.cancel()
      if (answer.status === 200) break
      if (answer.status < 500) throw new Error(`a webhook is answered with ${answer.status}`)
      await wait(50)
    }
    acked.set(createHash('sha256').update(body).digest('hex'), body)
  }
  return {
    acked,
    /** So many times to each of its phone numbers. */
    write: async (tenant: Tenant, times: number): Promise<void> => {
      for (let time = 0; time < times; time++)
        await Promise.all(tenant.phoneNumbers.map((phoneNumber) => deliver(tenant, phoneNumber)))
    },
    /** To each of them again and again, until it is stopped. */
    keepWriting: (tenant: Tenant) => {
      const over = new AbortController()
      const all = tenant.phoneNumbers.map(async (phoneNumber) => {
        while (!over.signal.aborted) await deliver(tenant, phoneNumber)
      })
      return {
        stop: async (): Promise<void> => {
          over.abort()
          await Promise.all(all)
        },
      }
    },
  }
}
