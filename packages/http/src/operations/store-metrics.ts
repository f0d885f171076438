import type { Store } from '@guichet/runtime'
import type { Histogram, MetricsPort } from './metrics-port.ts'

const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Measures stores: how long they take to read what a decision needs, and to store a change. */
export const storeMeasure = (metrics: MetricsPort): ((store: Store) => Store) => {
  const load = metrics.histogram({
    name: 'guichet_store_load_seconds',
    help: 'How long the store takes to read what a decision needs',
    buckets,
  })
  const commit = metrics.histogram({
    name: 'guichet_store_commit_seconds',
    help: 'How long the store takes to store a change for good',
    buckets,
  })
  return (store) => ({ ...store, load: timed(store.load, load), commit: timed(store.commit, commit) })
}

const timed =
  <Given, Result>(
    action: (given: Given) => Promise<Result>,
    histogram: Histogram,
  ): ((given: Given) => Promise<Result>) =>
  async (given) => {
    const began = performance.now()
    try {
      return await action(given)
    } finally {
      histogram.observe((performance.now() - began) / 1000)
    }
  }
