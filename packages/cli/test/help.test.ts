import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildProgram } from '../src/program.ts'
import { commands, groups } from '../src/registry.ts'

function helpOf(words: readonly string[]): string {
  let printed = ''
  const out = (text: string): void => {
    printed += text
  }
  const program = buildProgram(commands, { version: '0.0.0', width: 80, groups, out }, async () => {})
  try {
    program.parse([...words, '--help'], { from: 'user' })
  } catch (error) {
    expect(error).toMatchObject({ exitCode: 0 })
  }
  return printed
}

it('says what the golden file says; `pnpm test packages/cli -u` writes it anew', async () => {
  const names = ['', ...Object.keys(groups), ...commands.map(({ name }) => name)]
  const pages = names.map(
    (name) => `$ ${`invoices ${name}`.trim()} --help\n\n${helpOf(name.split(' ').filter(Boolean))}`,
  )
  await expect(pages.join('\n\n')).toMatchFileSnapshot(join(import.meta.dirname, 'help.golden'))
})

it('shows an example of every command, and no line beyond 80 columns', () => {
  for (const { name, examples } of commands) {
    const help = helpOf(name.split(' '))
    expect(help).toContain('Examples:')
    for (const { command } of examples) expect(command).toMatch(new RegExp(`^invoices ${name}( |$)`))
    expect(Math.max(...help.split('\n').map((line) => line.length)), name).toBeLessThanOrEqual(80)
  }
})
