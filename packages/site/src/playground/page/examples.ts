/** Texts that the build writes into the page, for the page may fetch nothing. */
export type Example = 'bakery' | 'rates' | 'amendment'

/** The text of an example; throws where the page was built without it. */
export const exampleText = (name: Example): string => {
  const text = document.querySelector(`script[data-example="${name}"]`)?.textContent
  if (text === undefined || text === null) throw new Error(`the page has no example ${name}`)
  return text.trim()
}
