import { ExportResultCode } from '@opentelemetry/core'
import type { SpanExporter } from '@opentelemetry/sdk-trace-base'

/** What became of a try to hand spans over. `reason`: a code, never a text of the collector's. */
export type Exported = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** Hands over as the exporter does, and says what became of it. */
export const watchedExporter = (
  exporter: SpanExporter,
  onExport: (exported: Exported) => void,
): SpanExporter => ({
  export: (spans, done) =>
    exporter.export(spans, (result) => {
      onExport(
        result.code === ExportResultCode.SUCCESS
          ? { ok: true }
          : { ok: false, reason: reasonOf(result.error) },
      )
      done(result)
    }),
  shutdown: () => exporter.shutdown(),
})

/** The code of a failed connection, or the status of the answer. */
const reasonOf = (error: Error | undefined): string => {
  if (error === undefined) return 'unknown'
  const code = 'code' in error ? error.code : undefined
  return typeof code === 'string' || typeof code === 'number' ? String(code) : error.name
}
