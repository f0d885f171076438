import { dialogOf } from '../dom/dialog.ts'
import { element } from '../dom/element.ts'
import { keys } from '../keyboard.ts'

/** Shows the keys and their actions. */
export const openHelp = (): void => {
  const dialog = dialogOf('small-dialog', ['Keys'])
  dialog.body.append(
    element(
      'dl',
      { class: 'keys' },
      ...keys.flatMap(([names, does]) => [
        element('dt', {}, ...names.flatMap((name) => [element('kbd', {}, name), ' '])),
        element('dd', {}, does),
      ]),
    ),
  )
  dialog.open()
}
