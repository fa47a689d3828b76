import { type AdapterEvent, type InvoiceError, operationNames } from '@invoice-adapters/core'
import { ensure, ensureEqual, errorOf } from '../checks.ts'
import type { Fault } from '../faults.ts'
import { withoutRetries } from '../impatience.ts'
import { invocations } from '../invocations.ts'
import type { Bench, Group, KitTest } from '../kit-test.ts'
import { richSamples, seeded, seededOne } from '../seeding.ts'
import { walkPages } from '../walk.ts'

function ensureNoSecret(bench: Bench, text: string, where: string): void {
  // Only where it stands is told: the secret itself must not get into a report either.
  bench.world.secrets.forEach((secret, index) => {
    ensure(!text.includes(secret), `secret ${index + 1} of ${bench.world.secrets.length} stands in ${where}`)
    ensure(
      !text.includes(encodeURIComponent(secret)),
      `secret ${index + 1}, percent-encoded, stands in ${where}`,
    )
  })
}

/** Everything that can be reached from a value, functions' own properties and hidden ones too. */
function reachableText(value: unknown, seen: Set<unknown> = new Set()): string {
  if (typeof value === 'string') return `${value}\n`
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value))
    return ''
  seen.add(value)
  return Reflect.ownKeys(value)
    .filter((name) => name !== 'caller' && name !== 'callee' && name !== 'arguments')
    .map((name) => `${String(name)}\n${reachableText(Reflect.get(value, name), seen)}`)
    .join('')
}

const breakdowns: readonly Fault[] = [
  { kind: 'echoed_credential' },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 500 },
  { kind: 'not_json', status: 502 },
  { kind: 'not_json' },
  { kind: 'drop_after_commit' },
  { kind: 'unreachable' },
  { kind: 'redirect' },
]

/** Errors of every operation under every fault that can be simulated. */
async function manyErrors(bench: Bench, faults: readonly Fault[]): Promise<InvoiceError[]> {
  const errors: InvoiceError[] = []
  const facts = await seededOne(bench)
  const adapter = bench.worker(withoutRetries)
  for (const fault of faults.filter(({ kind }) => bench.harness.facts.can.includes(kind))) {
    bench.world.faults.inject(fault, { on: 'any', times: 999 })
    for (const name of operationNames) {
      const result = await invocations[name](adapter, facts.id, bench.world)
      if (result.isErr()) errors.push(result.error)
    }
    bench.world.faults.clear()
  }
  return errors
}

const notInErrors: KitTest = {
  name: 'no-secret-in-errors',
  promise: 'no error, whatever went wrong, holds the credential or a webhook secret, its cause included',
  async run(bench) {
    const errors = await manyErrors(bench, breakdowns)
    ensure(errors.length > 0, 'no error came of anything')
    for (const error of errors)
      ensureNoSecret(bench, JSON.stringify(error), `a ${error.kind} error of ${error.operation}`)
  },
}

const echoedIsMasked: KitTest = {
  name: 'echoed-credential-is-masked',
  promise: 'a vendor that repeats the credential in its error does not get it into ours',
  needs: ['echoed_credential'],
  async run(bench) {
    const errors = await manyErrors(bench, [{ kind: 'echoed_credential' }])
    ensure(
      errors.some((error) => error.cause !== null),
      'no error has a cause',
    )
    for (const error of errors)
      ensureNoSecret(bench, reachableText(error), `a ${error.kind} error of ${error.operation}`)
  },
}

const notInWrongCredential: KitTest = {
  name: 'no-secret-in-wrong-credential-error',
  promise: 'a credential that is refused is not repeated in the error either',
  needs: ['wrong_credential'],
  async run(bench) {
    const facts = await seededOne(bench)
    const error = errorOf(await bench.worker({ credential: 'wrong' }).get(facts.id), 'get')
    ensureNoSecret(bench, reachableText(error), 'the error')
  },
}

const notInEvents: KitTest = {
  name: 'no-secret-in-events',
  promise: 'what the observer is told holds no secret and nothing personal',
  async run(bench) {
    const events: AdapterEvent[] = []
    const adapter = bench.worker({ observe: (event) => events.push(event) })
    const [facts] = await seeded(bench, richSamples(bench))
    const callAll = async (): Promise<void> => {
      for (const name of operationNames) {
        // How the call ends is no matter here, only what the observer hears of it.
        const ended = await invocations[name](adapter, facts?.id ?? '', bench.world)
        ensureNoSecret(bench, reachableText(ended), `the answer of ${name}`)
      }
    }
    await callAll()
    if (bench.harness.facts.can.includes('status')) {
      bench.world.faults.inject({ kind: 'status', status: 500 }, { on: 'any', times: 999 })
      await callAll()
    }
    ensure(events.length > 0, 'the observer was told nothing')
    const text = reachableText(events)
    ensureNoSecret(bench, text, 'the events')
    for (const { email, name } of await personsAtVendor(bench)) {
      ensure(email === null || !text.includes(email), 'a customer’s e-mail address stands in the events')
      ensure(name === null || !text.includes(name), 'a customer’s name stands in the events')
    }
  },
}

async function personsAtVendor(bench: Bench): Promise<{ email: string | null; name: string | null }[]> {
  const customers = await bench.world.oracle.customers()
  return customers.map(({ email = null, name = null }) => ({ email, name }))
}

const notInInvoices: KitTest = {
  name: 'no-secret-in-invoices',
  promise: 'no invoice holds a secret, its raw answers included',
  async run(bench) {
    const facts = await seeded(bench, richSamples(bench))
    const { invoices } = await walkPages(bench.adapter, {})
    ensureEqual(invoices.length, facts.length, 'the number of invoices')
    ensureNoSecret(bench, reachableText(invoices), 'the listed invoices')
    for (const { id } of facts)
      ensureNoSecret(bench, reachableText(await bench.adapter.get(id)), `the reading of ${id}`)
  },
}

const notInAdapter: KitTest = {
  name: 'no-secret-in-the-adapter',
  promise:
    'nothing that can be reached from the adapter holds a secret: printed, serialised or walked through',
  async run(bench) {
    const { adapter } = bench.world
    ensureNoSecret(bench, JSON.stringify(adapter), 'the adapter as JSON')
    ensureNoSecret(bench, reachableText(adapter), 'what can be reached from the adapter')
  },
}

const notInDryRun: KitTest = {
  name: 'no-secret-in-dry-runs',
  promise: 'planned requests have their secrets masked',
  operations: ['create'],
  async run(bench) {
    const facts = await seededOne(bench)
    const plans = [
      await bench.adapter.dryRun.create(bench.world.inputs.invoice('dry')),
      await bench.adapter.dryRun.setStatus(facts.id, 'void'),
    ]
    if (plans.every((plan) => plan.isErr() && plan.error.kind === 'unsupported'))
      return bench.notApplicable('there is no dryRun')
    ensureNoSecret(bench, reachableText(plans), 'a dry run')
  },
}

export const secretsGroup: Group = () => [
  notInErrors,
  echoedIsMasked,
  notInWrongCredential,
  notInEvents,
  notInInvoices,
  notInAdapter,
  notInDryRun,
]
