import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../src/root.ts'
import { run } from '../src/run.ts'

test('knip reports a file, an export and a dependency that nothing uses', { timeout: 60_000 }, () => {
  const program = join(root, 'node_modules', 'knip', 'bin', 'knip.js')
  const folder = join(root, 'packages', 'tooling', 'fixtures', 'knip')
  const { ok, output } = run(process.execPath, [program, '--directory', folder], root)
  expect(ok).toBe(false)
  expect(output).toContain('src/orphan.js')
  expect(output).toMatch(/leftover\s+src\/used\.js/)
  expect(output).toMatch(/zod\s+package\.json/)
})
