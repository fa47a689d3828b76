import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { proofSize } from '@invoice-adapters/tooling/proof'
import { expect, it, onTestFinished } from 'vitest'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'getting-started.md'), 'utf8')
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  )

/** A run waits until drafts open, a minute ahead: the quick tier stops at the plan. */
const whole = proofSize(0, 1) === 1

it('Getting started: every command of the page, in an empty folder', async () => {
  const commands = blocks('sh').flatMap((text) => text.trim().split('\n'))
  const [serve = '', ...others] = commands.map((line) => line.replace(/^invoices /, ''))
  expect(serve).toMatch(/^emulate /)
  expect(others.length).toBeGreaterThan(5)
  const folder = await mkdtemp(join(tmpdir(), 'getting-started-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'mapping.yaml'), blocks('yaml')[0] ?? '')
  let stop = false
  const serving = runCli(`${serve} --port 0`.split(' '), { cwd: folder, killWhen: () => stop })
  try {
    await expect.poll(() => existsSync(join(folder, 'invoices.config.yaml')), { timeout: 60_000 }).toBe(true)
    for (const command of others) {
      if (!whole && /^migrate (run|verify)/.test(command)) continue
      const run = await runHere(command.split(' '), folder, {})
      expect({ command, code: run.code, stderr: run.code === 0 ? '' : run.stderr }).toEqual({
        command,
        code: 0,
        stderr: '',
      })
    }
  } finally {
    stop = true
    await serving
  }
  for (const name of ['report.html', 'plan.jsonl', 'my.config.yaml'])
    expect(existsSync(join(folder, name))).toBe(true)
}, 600_000)
