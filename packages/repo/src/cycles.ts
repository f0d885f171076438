import { posix } from 'node:path'
import type { Import } from './imports.ts'

/** Which files a file imports at run time. */
export type FileGraph = ReadonlyMap<string, readonly string[]>

/** The graph of relative imports; those of types only are gone at run time and do not count. */
export const fileGraph = (imports: readonly Import[]): FileGraph => {
  const graph = new Map<string, string[]>()
  for (const { path, specifier, typeOnly } of imports) {
    if (typeOnly || !specifier.startsWith('.')) continue
    const target = posix.join(posix.dirname(path), specifier)
    graph.set(path, [...(graph.get(path) ?? []), target])
  }
  return graph
}

/** The circles in which files import each other, each as the files along it; one for each way back. */
export const cyclesIn = (graph: FileGraph): readonly (readonly string[])[] => {
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
