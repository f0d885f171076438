/** The children of an element: text is always text, never markup. */
export type Child = Node | string | null

export type Attributes = Readonly<Record<string, string | true | null>>

/** Makes an element. An attribute or child that is `null` is left out. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== null) made.setAttribute(name, value === true ? '' : value)
  made.append(...children.filter((child) => child !== null))
  return made
}

/** A text from outside, isolated from its neighbours in any writing direction. */
export const isolated = (text: string, className: string | null = null): HTMLElement =>
  element('bdi', { class: className }, text)

/** A button with words on it. */
export const button = (words: string, className: string, onPress: () => void): HTMLButtonElement => {
  const made = element('button', { type: 'button', class: className }, words)
  made.addEventListener('click', onPress)
  return made
}

/** Sets a text only if it differs, so that no layout or announcement is repeated. */
export const setText = (node: Node, text: string): void => {
  if (node.textContent !== text) node.textContent = text
}

export const setAttribute = (node: Element, name: string, value: string): void => {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value)
}
