import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '../src/exit-codes.ts'
import { commands } from '../src/registry.ts'

const head = `# @invoice-adapters/cli

\`invoices\`: invoices of Commet, Asset and Whop accounts on the command line. Proven against the emulator; no live vendor
has confirmed it yet.

## First steps

\`\`\`
invoices emulate --save invoices.config.yaml    in one terminal: invented vendors on this machine
invoices accounts                               in another, in the same folder
invoices list --status payable
\`\`\`

With accounts of your own: \`invoices init\`, set the variables it names, then \`invoices doctor\`.

## Commands

\`invoices COMMAND --help\` has the flags and an example of each. \`invoices complete bash\` (or zsh, fish, powershell) prints
completion for the shell.
`

const tail = `
An invoice is named \`ACCOUNT:ID\`. \`--json\` prints JSON everywhere; with it, what went wrong is one line of JSON on standard
error. Lists also have \`--format jsonl\` and \`--format csv\`. Tables fit the terminal and leave out what does not fit;
colours and progress appear on a terminal only.

The commands from \`create\` to \`delete\` have \`--dry-run\`. For \`create\` and \`status\` it prints all requests and sends nothing. For the
others the vendor is read as it would be, and the first write is printed instead of sent; what would follow depends on
its answer. Ctrl-C lets a write end, and says where a list of them stands; a second one ends at once.

## Configuration

\`invoices.config.yaml\`, \`.json\`, \`.ts\` or \`.js\`, in the folder or above it, or named with \`--config\`. Its schema is
\`config.schema.json\` in this package. \`\${NAME}\` and \`\${NAME:-otherwise}\` are filled from the environment, then from a
\`.env\` beside the file; \`$\${\` is a plain \`\${\`. A variable that is missing matters only to the account that names it.

| Vendor | Must have | May have |
|---|---|---|
| \`commet\` | \`apiKey\` | \`apiVersion\`, \`currency\`, \`webhookSecrets\` |
| \`asset\` | \`clientId\`, \`clientSecret\`, \`businessId\`, \`environment\`, \`currency\` | \`lineShape\`, \`ledgerId\`, \`dueInDays\`, \`userId\`, \`scope\`, \`lookBeforeCreate\` |
| \`whop\` | \`apiKey\`, \`companyId\`, \`environment\` | \`apiVersion\`, \`productId\`, \`collection\`, \`dueInDays\`, \`webhookSecrets\` |

Every account may also have \`baseUrl\`, \`raw\`, \`timeout\` and \`retry\`. Beside \`accounts\` stands \`store\`: \`sqlite:./invoices.db\`
(the default, beside the file) or \`postgres://user@host/database\`.

## Exit codes

| Code | Name | When |
|---|---|---|
`

it('lists every command and exit code; `pnpm test packages/cli -u` writes it anew', async () => {
  const rows = commands.map(({ name, summary }) => `| \`invoices ${name}\` | ${summary} |`)
  const codes = Object.entries(exitCodes).map(([name, { code, when }]) => `| ${code} | ${name} | ${when} |`)
  const text = `${head}\n| Command | What it does |\n|---|---|\n${rows.join('\n')}\n${tail}${codes.join('\n')}\n`
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, '..', 'README.md'))
})
