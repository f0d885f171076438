import type { MetricsPort } from '@guichet/http'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** Counts in a registry of its own, with what Node says of its process, and writes Prometheus's text format. */
export const prometheus = (): MetricsPort => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    counter: ({ name, help, labels = [] }) => {
      const family = new Counter({ name, help, labelNames: labels, registers })
      return (...values) => {
        const count = family.labels(...values)
        return { add: (by) => count.inc(by) }
      }
    },
    gauge: ({ name, help }) => {
      const gauge = new Gauge({ name, help, registers })
      return { set: (value) => gauge.set(value) }
    },
    histogram: ({ name, help, buckets }) => {
      const histogram = new Histogram({ name, help, buckets: [...buckets], registers })
      return { observe: (value) => histogram.observe(value) }
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
