import { join } from 'node:path'
import { expect, it } from 'vitest'
import { configJsonSchema } from '../src/config/schema.ts'

it('publishes the schema that is used; `pnpm test packages/cli -u` writes it anew', async () => {
  const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, '..', 'config.schema.json'))
})
