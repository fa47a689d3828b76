import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const cli: string = join(import.meta.dirname, '..', '..', 'packages', 'cli')

/** What `--help` prints for each command: the file that the tests of the command line hold it to. */
export function commandHelpSection(): string {
  const golden = readFileSync(join(cli, 'test', 'help.golden'), 'utf8')
  return golden
    .split(/^\$ invoices /m)
    .slice(1)
    .map(helpOf)
    .join('\n\n')
}

function helpOf(block: string): string {
  const [first = '', ...lines] = block.trimEnd().split('\n')
  const words = first.replace(/ ?--help$/, '')
  return `### \`invoices${words === '' ? '' : ` ${words}`}\`\n\n\`\`\`text\n${withoutGlobal(lines).join('\n').trim()}\n\`\`\``
}

/** The options that every command has are told once, with the first. */
function withoutGlobal(lines: readonly string[]): readonly string[] {
  const start = lines.indexOf('Global Options:')
  if (start === -1) return lines
  const end = lines.indexOf('', start)
  return end === -1 ? lines.slice(0, start) : [...lines.slice(0, start), ...lines.slice(end + 1)]
}

/** The table of the package's README, which its tests hold to the code. */
export function exitCodesSection(): string {
  const readme = readFileSync(join(cli, 'README.md'), 'utf8')
  const table = readme.split('## Exit codes\n')[1]?.split(/^## /m)[0]?.trim()
  if (table === undefined || !table.startsWith('| Code'))
    throw new Error('the README of cli has no table of exit codes')
  return table
}
