import ts from 'typescript'
import type { TextFile } from './files.ts'

/** The syntax tree of a TypeScript or JavaScript file. */
export const parse = ({ path, text }: TextFile): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)

/** Every node of a tree. */
export const nodesOf = (node: ts.Node): readonly ts.Node[] => {
  const nodes: ts.Node[] = []
  const visit = (one: ts.Node): void => {
    nodes.push(one)
    ts.forEachChild(one, visit)
  }
  visit(node)
  return nodes
}

/** `path:line` of a node. */
export const nodePlace = (node: ts.Node): string => {
  const source = node.getSourceFile()
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
