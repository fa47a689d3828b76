import type {
  Capabilities,
  CommonOptions,
  InvalidInput,
  InvoiceAdapter,
  OperationName,
} from '@invoice-adapters/core'
import { type AdapterDefinition, defineAdapter } from '@invoice-adapters/core/authoring'
import type { Harness } from '../../src/index.ts'
import { without } from '../../src/reference/adapter.ts'
import type { Defect, Fetch, Ground, Options, Plant, WireWords } from './defect.ts'

/** An adapter's making, laid open so that a defect can be planted in it. */
export interface Bed<O extends Options> {
  /** A harness whose worlds make their adapters so. */
  harness(make: (options: O) => InvoiceAdapter): Harness
  define(options: O): AdapterDefinition
  credential(options: O): string
  wire: WireWords
  person(options: O): string
  /** The same mistake as an author makes it here, by the name of the defect. */
  counterparts?: Readonly<Record<string, Plant>>
  elsewhere(options: O): Fetch
}

/** The definition is one that `defineAdapter` refuses: the vendor has no place for the defect. */
export interface NoPlace extends Error {
  name: 'NoPlace'
  /** What the vendor lacks. */
  operation: string
}

export function isNoPlace(thrown: unknown): thrown is NoPlace {
  return thrown instanceof Error && thrown.name === 'NoPlace'
}

function same<T>(value: T): T {
  return value
}

/** The harness of a bed with the defect in every adapter. */
export function defectiveHarness<O extends Options>(bed: Bed<O>, { name, plant: usual }: Defect): Harness {
  const plant = bed.counterparts?.[name] ?? usual
  const harness = bed.harness((options) => planted(bed, plant, options))
  return { ...harness, name, capabilities: changed(harness.capabilities, plant) }
}

function changed(data: Capabilities, { capabilities = same, without: names = [] }: Plant): Capabilities {
  // A copy: the data of an adapter is shared by all that are made.
  return capabilities(capabilitiesWithout(structuredClone(data), names))
}

function planted<O extends Options>(bed: Bed<O>, plant: Plant, given: O): InvoiceAdapter {
  const { options: change = same, fetch = same, definition = same, adapter = same } = plant
  const ground = groundOf(bed, given)
  const options = { ...given, ...change(given, ground) }
  const sent = options.fetch ?? globalThis.fetch
  const whole = bed.define({ ...options, fetch: fetch(sent, ground) })
  const poorer = without(whole, plant.without ?? [])
  const made = defineAdapter(
    definition({ ...poorer, capabilities: changed(whole.capabilities, plant) }, ground),
  )
  if (made.isErr()) throw noPlace(made.error)
  return adapter(made.value, ground)
}

function noPlace({ message, fields }: InvalidInput): NoPlace {
  const operation = fields[0]?.field.replace('operations.', '') ?? ''
  return Object.assign(new Error(message), { name: 'NoPlace' as const, operation })
}

function groundOf<O extends Options>(bed: Bed<O>, options: O): Ground {
  return {
    credential: bed.credential(options),
    webhookSecret: options.webhookSecrets?.[0] ?? null,
    wire: bed.wire,
    now: options.now ?? Date.now,
    person: () => bed.person(options),
    define: (change: Partial<CommonOptions>) => bed.define({ ...options, ...change }),
    elsewhere: () => bed.elsewhere(options),
  }
}

/** An operation that is taken away is absent from the data as from the definition. */
function capabilitiesWithout(data: Capabilities, names: readonly OperationName[]): Capabilities {
  const gone = (name: OperationName): boolean => names.includes(name) && data.operations[name].supported
  const lacking = names.filter(gone).map((name) => [
    name,
    {
      supported: false,
      reason: 'it was taken away',
      instead: null,
      evidence: 'inferred',
      source: 'none',
    } as const,
  ])
  return {
    ...data,
    operations: { ...data.operations, ...Object.fromEntries(lacking) },
    status: { ...data.status, transitions: data.status.transitions.filter(({ by }) => !gone(by)) },
    idempotency: data.idempotency.filter(({ operation }) => !gone(operation)),
    webhooks: gone('webhooks.read') ? null : data.webhooks,
  }
}
