import { resolve } from 'node:path'
import { err } from '@invoice-adapters/core'
import { planMigration, writePlan } from '@invoice-adapters/migrate'
import { openAccount } from '../accounts/open.ts'
import { type Command, defineCommand } from '../command.ts'
import { failure } from '../failure.ts'
import { account, choice, file, many, required, text, whether } from '../inputs.ts'
import { filterFlags, filterOf } from '../invoices/filter-flags.ts'
import { ofPlanError, readMapping } from '../migration/mapping.ts'
import { planOutcome } from '../migration/plan-outcome.ts'
import { checkSelection } from '../migration/selection.ts'
import { isFree, writeFileWhole } from '../output/files.ts'

export const migratePlan: Command = defineCommand({
  name: 'migrate plan',
  summary: 'Say for every invoice of an account what a move would do with it, and why',
  details:
    'Reads both accounts and writes nothing but the plan: JSON Lines, one line per invoice with its decision, the reason, the steps and what would be lost. Only payable invoices move; what is part-paid, being paid, charged automatically, part of a subscription, a credit note or not fully known is blocked in words. A plan that was edited is not run: change the mapping and plan again.',
  arguments: {
    source: required({ ...account('Where the invoices are'), placeholder: 'SOURCE' }),
    target: required({ ...account('Where they go'), placeholder: 'TARGET' }),
  },
  flags: {
    out: required(file('FILE', 'Where the plan goes; it holds names and addresses of customers')),
    mapping: file('FILE', 'Your choices, as JSON or YAML: customers, dueDate, numbering, partPaid and so on'),
    order: choice(
      'ORDER',
      ['close_first', 'create_first'],
      'Where neither side has drafts: payable nowhere for a moment, or payable twice',
    ),
    id: many(text('ID', 'Only this invoice; may be given many times')),
    ...filterFlags,
    force: whether('Replace the plan if it exists'),
  },
  examples: [
    { command: 'invoices migrate plan acme shop --out plan.jsonl', what: 'Everything that acme has.' },
    {
      command: 'invoices migrate plan shop acme --order close_first --out plan.jsonl',
      what: 'To a vendor without drafts: for a moment payable nowhere, never twice.',
    },
  ],
  async run(context, { arguments: given, flags }) {
    const path = resolve(context.cwd, flags.out)
    const free = await isFree(path, flags.out, flags.force)
    if (free.isErr()) return err(free.error)
    if (given.source === given.target) {
      return err(failure('usage', `SOURCE and TARGET are both ${given.source}; name two accounts`))
    }
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const source = openAccount(config.value, given.source)
    if (source.isErr()) return err(source.error)
    const target = openAccount(config.value, given.target)
    if (target.isErr()) return err(target.error)
    const mapping = await readMapping(context.cwd, flags.mapping, flags.order)
    if (mapping.isErr()) return err(mapping.error)
    const wanted = { ...filterOf(flags), ...(flags.id.length > 0 && { ids: flags.id }) }
    const select = checkSelection(source.value, wanted)
    if (select.isErr()) return err(select.error)
    const plan = await planMigration({
      source: source.value,
      target: target.value,
      select: select.value,
      mapping: mapping.value.mapping,
      signal: context.signal,
    })
    if (plan.isErr()) return err(ofPlanError(plan.error, mapping.value))
    const missing = flags.id.find((id) => !plan.value.invoices.some((one) => one.id === id))
    if (missing !== undefined) {
      return err(
        failure(
          'not_found',
          `${given.source} has no invoice ${missing} among those chosen; nothing was written`,
        ),
      )
    }
    const settings = { name: flags.out, replace: flags.force, secret: true }
    const written = await writeFileWhole(path, writePlan(plan.value), settings)
    return written.map(() => planOutcome(plan.value, flags.out))
  },
})
