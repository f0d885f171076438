import { posix } from 'node:path'
import type { Import } from './imports.ts'

/** Which files a file imports, or folders a folder; types count, too. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** The graph of relative imports between files. */
export const fileGraph = (imports: readonly Import[]): ImportGraph => {
  const graph = new Map<string, string[]>()
  for (const { path, specifier } of imports) {
    if (!specifier.startsWith('.')) continue
    const target = posix.join(posix.dirname(path), specifier)
    graph.set(path, [...(graph.get(path) ?? []), target])
  }
  return graph
}

/**
 * The graph of the parts under a folder: each folder directly in it is one, whatever is inside, and each file. What
 * lies elsewhere is left out.
 */
export const partGraph = (files: ImportGraph, under: string): ImportGraph => {
  const partOf = (file: string): string | null =>
    file.startsWith(`${under}/`) ? (file.slice(under.length + 1).split('/')[0] ?? null) : null
  const graph = new Map<string, Set<string>>()
  for (const [file, targets] of files) {
    const from = partOf(file)
    if (from === null) continue
    const known = graph.get(from) ?? new Set()
    graph.set(from, known)
    for (const target of targets) {
      const to = partOf(target)
      if (to !== null && to !== from) known.add(to)
    }
  }
  return new Map([...graph].map(([from, targets]) => [from, [...targets]]))
}

/** The circles of a graph, each as the files or folders along it; one for each way back. */
export const cyclesIn = (graph: ImportGraph): readonly (readonly string[])[] => {
  const cycles: (readonly string[])[] = []
  const done = new Set<string>()
  const visit = (file: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(file)
    if (seen >= 0) {
      cycles.push([...trail.slice(seen), file])
      return
    }
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return cycles
}
