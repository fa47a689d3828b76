import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { runCli } from './run-cli.ts'

it('prints a completion script, and completes commands and choices', async () => {
  const script = await runCli(['complete', 'bash'], { cwd: tmpdir() })
  expect(script).toMatchObject({ code: 0, stderr: '' })
  expect(script.stdout).toContain('invoices complete')
  const commands = await runCli(['complete', '--', 'fin'], { cwd: tmpdir() })
  expect(commands.stdout).toContain('finalize')
}, 60_000)
