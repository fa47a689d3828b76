import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../src/root.ts'
import { run } from '../src/run.ts'

test('remark reports a link to a file and one to a heading that are not there', { timeout: 60_000 }, () => {
  const program = join(root, 'node_modules', 'remark-cli', 'cli.js')
  const page = join(root, 'packages', 'tooling', 'fixtures', 'links', 'page.md')
  const { ok, output } = run(
    process.execPath,
    [program, page, '--no-color', '--no-ignore', '--frail', '--no-stdout'],
    root,
  )
  expect(ok).toBe(false)
  expect(output).toContain('Cannot find file `missing.md`')
  expect(output).toContain('Cannot find heading for `#nowhere`')
  expect(output).not.toContain('#a-page')
})
