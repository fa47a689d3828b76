import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const repository: string = join(import.meta.dirname, '..', '..')

/**
 * The full names of the tests in a file, as the test runner finds them: made-up names included, skipped tests not.
 * By file, as it was asked for.
 */
export function testNames(files: string[]): Record<string, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'test-names-'))
  try {
    const out = join(folder, 'names.json')
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        join(repository, 'node_modules', 'vitest', 'vitest.mjs'),
        'list',
        // A parser does not see names that a loop makes.
        '--no-static-parse',
        `--json=${out}`,
        ...files,
      ],
      { cwd: repository, env: ownEnvironment(), encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`the tests of ${files.join(', ')} cannot be listed: ${stderr}`)
    const tests = JSON.parse(readFileSync(out, 'utf8')) as { name: string; file: string }[]
    return Object.fromEntries(
      files.map((file) => [
        file,
        tests.filter((one) => one.file.endsWith(`/${file}`)).map(({ name }) => name),
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Without what a test runner that runs this very function has set for itself. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV$|NODE_V8_COVERAGE$)/.test(name)),
  )
}
