/** A text of the repository. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** A line of a file, counted from 1. */
export interface Place {
  readonly path: string
  readonly line: number
}

/** By each key that `keysOf` sees in a line: the first such line of each file, in the order of the files. */
export const placesOf = (
  files: readonly TextFile[],
  keysOf: (line: string) => readonly string[],
): ReadonlyMap<string, readonly Place[]> => {
  const places = new Map<string, Place[]>()
  for (const { path, text } of files)
    for (const [index, line] of text.split('\n').entries())
      for (const key of keysOf(line)) {
        const own = places.get(key) ?? []
        places.set(key, own)
        if (own.at(-1)?.path !== path) own.push({ path, line: index + 1 })
      }
  return places
}

/** The id that a line has on the page of its file. */
export const lineId = (line: number): string => `L${line}`

/** Where the page stands. */
export const traceUrl = 'trace/'
