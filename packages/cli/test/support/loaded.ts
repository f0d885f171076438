/** Has a process print the address of every module that it loads, one a line, on standard error. */
const hook =
  "import { writeSync } from 'node:fs'; export const load = (url, context, next) => (writeSync(2, url + '\\n'), next(url, context))"
const asModule = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`

/** An option of Node: the process prints what it loads. */
export const printsLoads: string = `--import=${asModule(
  `import { register } from 'node:module'; register(${JSON.stringify(asModule(hook))})`,
)}`
