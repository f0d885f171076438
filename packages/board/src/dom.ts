/**
 * What the board makes its page of, for another page that looks like it.
 *
 * @module
 */
export { button, element, isolated, setAttribute, setText, type Child } from './page/dom/element.ts'
export { memoryIn, type Memory } from './page/dom/memory.ts'
export { themeSwitch, type ThemeSwitch } from './page/parts/theme-switch.ts'
export { idInWords, plainly } from './page/words/text.ts'
