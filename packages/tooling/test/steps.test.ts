import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../src/root.ts'
import { run } from '../src/run.ts'

function bash(script: string): { ok: boolean; lines: string[] } {
  const { ok, output } = run('bash', ['-euo', 'pipefail', '-c', `source .ci/steps.sh\n${script}`], root)
  return { ok, lines: output.trimEnd().split('\n') }
}

test('a failing step is named, the others still run, and the whole fails', () => {
  const { ok, lines } = bash(`
    piped() { false | cat; }
    step first true; step second piped; step third echo ran
    finish '3 passed, 0 failed, 0 skipped'`)
  expect(ok).toBe(false)
  expect(lines).toContain('ran')
  expect(lines.filter((line) => line.startsWith('FAILED'))).toEqual(['FAILED: second'])
  expect(lines.at(-1)).toBe('3 passed, 0 failed, 0 skipped')
})

test('a run without a failure passes and ends in its last line', () => {
  const { ok, lines } = bash(`step first true; finish '1 passed, 0 failed, 0 skipped'`)
  expect(ok).toBe(true)
  expect(lines.at(-1)).toBe('1 passed, 0 failed, 0 skipped')
})

test('the counts of several runs are added, and a run that printed none is a failure', () => {
  const { lines } = bash(`
    folder=$(mktemp -d)
    printf '1 passed, 0 failed, 0 skipped\\nmore\\n12 passed, 0 failed, 3 skipped\\n' >"$folder/one"
    printf '0 passed, 0 failed, 11 skipped\\n' >"$folder/other"
    add_counts "$folder/one" "$folder/other"
    echo 'broken' >"$folder/other"
    add_counts "$folder/one" "$folder/other"
    add_counts "$folder/one" "$folder/none"`)
  expect(lines).toEqual([
    '12 passed, 0 failed, 14 skipped',
    '12 passed, 1 failed, 3 skipped',
    '12 passed, 1 failed, 3 skipped',
  ])
})

test('an audit that finds something fails, one that finds nothing passes, and one that cannot be made says so', () => {
  const audit = (pnpm: string): { ok: boolean; lines: string[] } =>
    bash(`pnpm() { ${pnpm}; }; step audit audit_dependencies; finish '0 passed, 0 failed, 0 skipped'`)
  expect(audit("echo 'No known vulnerabilities found'").ok).toBe(true)
  expect(audit("echo '1 vulnerabilities found'; return 1").ok).toBe(false)
  const refused = audit("echo 'ERR_PNPM_AUDIT_BAD_RESPONSE: responded with 405'; return 1")
  expect(refused.ok).toBe(true)
  expect(refused.lines.some((line) => line.startsWith('NOT AUDITED'))).toBe(true)
  expect(audit("echo 'ERR_PNPM_OTHER'; return 1").ok).toBe(false)
})

test('every check among the scripts is a step of .ci/run', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const checks = Object.keys(manifest.scripts).filter((name) =>
    /^(demo|test(:.*)?|typecheck|lint|check:.*)$/.test(name),
  )
  const ci = readFileSync(join(root, '.ci', 'run'), 'utf8')
  expect(checks.filter((name) => !ci.includes(`pnpm ${name}`))).toEqual([])
})
