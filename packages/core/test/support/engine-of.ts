import {
  engine,
  isRight,
  reasonsInWords,
  settings,
  type Engine,
  type SettingsInput,
} from '../../src/index.ts'

/** The engine with these settings; a test that has wrong ones fails with their reasons. */
export const engineOf = (input: SettingsInput = {}): Engine => {
  const chosen = settings(input)
  if (!isRight(chosen)) throw new Error(reasonsInWords(chosen.left))
  return engine(chosen.right)
}
