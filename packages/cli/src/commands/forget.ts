import {
  type AccountName,
  erasePersonalData,
  type InvoiceStore,
  storedAccounts,
} from '@invoice-adapters/aggregate/store'
import { err, ok, type Result } from '@invoice-adapters/core'
import { type Command, defineCommand, type Outcome } from '../command.ts'
import { confirmed } from '../confirm.ts'
import { type Failure, failure, ofStoreError } from '../failure.ts'
import { required, text, whether } from '../inputs.ts'
import { withExistingStore } from '../store/with-store.ts'

export const forget: Command = defineCommand({
  name: 'forget',
  summary: "Erase a customer's personal data from the store",
  details:
    'Name, e-mail, address and what people wrote leave every stored reading of the customer, of any age; ids, amounts, dates and statuses stay, so every report still adds up. Later syncs store the customer without them as well. It cannot be undone. Backups, files of earlier reports, journals and plans of migrations, and the vendor itself keep what they have.',
  arguments: {
    customer: required({
      ...text('ACCOUNT:CUSTOMER', "The customer, by account and the vendor's id"),
      completes: 'account',
    }),
  },
  flags: { yes: whether('Do not ask; needed where there is no terminal') },
  examples: [{ command: 'invoices forget acme:cus_0042', what: 'Asks, and erases.' }],
  async run(context, given) {
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    return withExistingStore<Outcome>(config.value, async (store) => {
      const customer = await customerIn(store, given.arguments.customer)
      if (customer.isErr()) return err(customer.error)
      const { account, customerId } = customer.value
      const question = `Erase ${customerId} of ${account} from the store, for good?`
      const sure = await confirmed(context, given.flags.yes, question)
      if (sure.isErr()) return err(sure.error)
      const erased = await erasePersonalData(store, customer.value)
      return erased.mapErr(ofStoreError).map(({ readings }) => ({
        data: { ...customer.value, readings },
        rows: [{ ...customer.value, readings }],
        text: () =>
          readings === 0
            ? `No stored reading is of ${customerId}; later ones will be stored without the person.`
            : `${customerId} of ${account} is erased from ${readings} stored reading${readings === 1 ? '' : 's'}.`,
      }))
    })
  },
})

/** By the accounts of the store: one that is configured no more can still hold people. */
async function customerIn(
  store: InvoiceStore,
  given: string,
): Promise<Result<AccountName & { customerId: string }, Failure>> {
  const known = await storedAccounts(store)
  if (known.isErr()) return err(ofStoreError(known.error))
  const colon = given.indexOf(':')
  const name = given.slice(0, Math.max(0, colon))
  const customerId = given.slice(colon + 1)
  const names = known.value.map(({ account }) => account)
  const example = `${names[0] ?? 'ACCOUNT'}:${customerId === '' ? 'CUSTOMER' : customerId}`
  if (colon < 1 || customerId === '') {
    return err(failure('usage', `${given} must be ACCOUNT:CUSTOMER, such as ${example}`))
  }
  const found = known.value.filter(({ account }) => account === name)
  const [only, ...others] = found
  if (only === undefined) {
    const has = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`
    return err(failure('config', `the store has no account ${JSON.stringify(name)}; ${has}`))
  }
  if (others.length > 0) {
    const vendors = found.map(({ provider }) => provider).join(' and ')
    return err(
      failure('config', `the store has an account ${name} of ${vendors}; it cannot be told which is meant`),
    )
  }
  return ok({ provider: only.provider, account: only.account, customerId })
}
