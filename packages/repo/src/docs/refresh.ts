import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { markdownFiles, readText, type TextFile } from '../files.ts'
import { generate } from '../generated/generators.ts'
import { pages } from '../generated/pages.ts'
import { pictures } from '../generated/picture.ts'
import { inRoot } from '../root.ts'
import { blockPlace } from './blocks.ts'
import { partsOf, replacePieces } from './parts.ts'
import { asShown, isSameOutput, runSession, sessionsOf } from './shell.ts'

/** Writes anew what documentation shows of programs: outputs, generated parts, pages, pictures. Gives the changed. */
export const refreshDocs = async (): Promise<readonly string[]> => {
  const changed: string[] = []
  const write = (path: string, text: string): void => {
    if (existsSync(inRoot(path)) && readText(path).text === text) return
    mkdirSync(dirname(inRoot(path)), { recursive: true })
    writeFileSync(inRoot(path), text)
    changed.push(path)
  }
  for (const { path, draw } of pictures) write(path, draw())
  for (const page of pages) write(page.path, await page.write())
  for (const file of markdownFiles()) write(file.path, await refreshMarkdown(file))
  return changed
}

/** A markdown file with what it shows of programs written anew. */
export const refreshMarkdown = async (file: TextFile): Promise<string> =>
  refreshOutputs({ path: file.path, text: await refreshParts(file) })

const refreshParts = async (file: TextFile): Promise<string> => {
  const pieces = partsOf(file).map(async ({ name, text, from, to }) => ({
    from,
    to,
    by: (await generate(name)) ?? text,
  }))
  return replacePieces(file.text, await Promise.all(pieces))
}

const refreshOutputs = async (file: TextFile): Promise<string> => {
  const pieces: { readonly from: number; readonly to: number; readonly by: string }[] = []
  for (const session of sessionsOf(file)) {
    if (session.printed === null) continue
    const { code, stdout, stderr } = await runSession(session)
    if (code > 1) throw new Error(`${blockPlace(session.block)} fails: ${stderr}`)
    if (isSameOutput(session.printed.text, stdout)) continue
    pieces.push({ from: session.printed.from, to: session.printed.to, by: `${asShown(stdout)}\n` })
  }
  return replacePieces(file.text, pieces)
}
