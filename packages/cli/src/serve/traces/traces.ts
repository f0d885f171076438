import type { Log } from '@guichet/http'
import { noTracing, type Tracing } from '@guichet/runtime'
import type { TracesPlace } from './place.ts'
import type { Exported } from './watched-exporter.ts'

/** The traces of a gateway. */
export interface Traces {
  readonly tracing: Tracing
  /** Tries to hand over what is left, for a few seconds at most. */
  readonly close: () => Promise<void>
}

/** Opens traces; none where no place is given. OpenTelemetry's library is loaded only now. */
export const openTraces = async (place: TracesPlace | null, log: Log, now: () => number): Promise<Traces> => {
  if (place === null) return { tracing: noTracing, close: async () => undefined }
  const { openTelemetry } = await import('./open-telemetry.ts')
  return openTelemetry({ ...place, onExport: outageLog(log, now) })
}

/** Logs when spans begin not to arrive, and when they arrive again. */
export const outageLog = (log: Log, now: () => number): ((exported: Exported) => void) => {
  let isOut = false
  return (exported) => {
    if (exported.ok !== isOut) return
    isOut = !exported.ok
    if (exported.ok) log({ level: 'info', event: 'traces exported again', at: now() })
    else log({ level: 'warn', event: 'traces not exported', at: now(), reason: exported.reason })
  }
}
