import { configFile } from './file.ts'
import type { Schema } from './shape.ts'

/** The JSON Schema of the configuration, for editors. It stands in `config.schema.json`, too. */
export const configSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Guichet',
  ...configFile.schema,
}
