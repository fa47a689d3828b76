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

## Store, reports, migrations

\`sync\` keeps invoices in the store, \`report\` reads the vendors, or with \`--stored\` the store. What was owed at a past instant
only the store can tell, from the end of its first full sync on. \`forget\` takes a customer out of every stored reading.

\`sync\` is to be started by a timer. With a store in PostgreSQL, \`worker\` does it by a schedule on any number of machines; it
needs \`pg\` and \`pg-boss\` installed beside this package. \`webhooks serve\` receives deliveries of accounts that have
\`webhookSecrets\`, on plain HTTP at \`/webhooks/VENDOR/ACCOUNT\`: something in front has to speak HTTPS.

A migration is four commands, and a journal beside the plan:

\`\`\`
invoices migrate plan books shop --out plan.jsonl    reads both accounts; writes the plan, to be read by you
invoices migrate run plan.jsonl --first 1            moves one, to be looked at on both sides
invoices migrate run plan.jsonl                      moves the rest; stopped or killed, it is given again
invoices migrate verify plan.jsonl --report checked  reads both sides anew, without the journal
\`\`\`

\`migrate rollback\` takes back the copies whose source is still open, after saying what it cannot undo. \`migrate run\`
ends with 0 only where all that it reached has moved, \`verify\` where every invoice is where the plan wants it, \`rollback\`
where every copy is gone. A filter that the source cannot answer, such as
\`--created-after\` at Asset, is refused: the planning would leave it out. Plans, journals and archives hold personal data;
their files are readable by their owner alone.

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
