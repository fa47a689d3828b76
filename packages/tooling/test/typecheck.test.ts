import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../src/root.ts'
import { run } from '../src/run.ts'
import { isCode } from '../src/structure/source.ts'

const seven = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc')
const six = join(root, 'node_modules', 'typescript', 'bin', 'tsc6')

test.each([
  ['TypeScript 7', seven],
  ['TypeScript 6', six],
])('%s is as strict as the settings say', { timeout: 60_000 }, (_name, compiler) => {
  const folder = join(root, 'packages', 'tooling', 'fixtures', 'types')
  const { ok, output } = run(process.execPath, [compiler, '--noEmit', '--project', folder], root)
  expect(ok).toBe(false)
  // An optional property set to undefined, and an element that may be missing.
  expect(output).toContain('TS2375')
  expect(output).toContain('TS2322')
})

test('no file of the repository escapes the type check', { timeout: 60_000 }, () => {
  const { output } = run(process.execPath, [seven, '--listFilesOnly'], root)
  const checked = new Set(output.split('\n').map((path) => path.replace(`${root}/`, '')))
  const escaped = execFileSync('git', ['ls-files', 'packages', 'docs'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((path) => isCode(path) && !path.startsWith('packages/tooling/fixtures/'))
    .filter((path) => existsSync(join(root, path)) && !checked.has(path))
  expect(escaped).toEqual([])
})
