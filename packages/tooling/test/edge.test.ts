import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleForEdge } from '../src/archives/edge.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function program(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('what needs the Web platform alone is bundled', async () => {
  const step = await bundleForEdge(
    program('web.ts', 'export default () => new URL("https://a.example")'),
    'neutral',
  )
  expect(step).toMatchObject({ ok: true, output: '' })
  expect(step.code).toContain('new URL')
})

test.each(['neutral', 'browser'] as const)(
  'a built-in module of Node is refused for %s',
  async (platform) => {
    for (const name of ['node:crypto', 'fs']) {
      const file = program('node.ts', `import * as builtIn from '${name}'\nexport default () => builtIn`)
      const step = await bundleForEdge(file, platform)
      expect(step).toMatchObject({ ok: false, code: '' })
      expect(step.output).toContain(`Could not resolve "${name}"`)
    }
  },
)
