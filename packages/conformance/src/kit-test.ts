import type { Capabilities, InvoiceAdapter, OperationName } from '@invoice-adapters/core'
import type { Ability, AdapterOverrides, Harness, World } from './harness.ts'

export const groupNames = [
  'identity',
  'coverage',
  'read',
  'pages',
  'money',
  'status',
  'write',
  'settlement',
  'errors',
  'unsupported',
  'webhooks',
  'secrets',
] as const

export type GroupName = (typeof groupNames)[number]

/** What one running test works with. */
export interface Bench {
  harness: Harness
  capabilities: Capabilities
  world: World
  /** The world's own adapter; whatever it throws fails `errors/nothing-throws` instead of crashing the test. */
  adapter: InvoiceAdapter
  /** Another adapter of the account, guarded likewise. */
  worker(overrides?: AdapterOverrides): InvoiceAdapter
  /** Reports a part of the running test that could not be put to the test. */
  notProven(reason: string): void
  /** Reports that the adapter lacks what the promise is about, where no capability data tells so before. */
  notApplicable(reason: string): void
}

/** One promise to the users of an adapter, with the test that holds an adapter to it. */
export interface KitTest {
  /** Stable, in kebab-case; with the group in front it is the name of the assertion. */
  name: string
  /** The promise in a sentence. */
  promise: string
  /** Operations that the test calls. One that is declared unsupported makes the test not applicable: its refusal is tested instead. */
  operations?: readonly OperationName[]
  /** What the harness must be able to simulate; anything missing makes the assertion not proven. */
  needs?: readonly Ability[]
  /** Null: it applies. Otherwise why the capability data makes the promise empty for this adapter. */
  inapplicable?(capabilities: Capabilities): string | null
  /** Null: it can be run. Otherwise what the harness lacks beside `needs`. */
  unprovable?(harness: Harness): string | null
  run(bench: Bench): Promise<void>
}

/** The tests of one group for a harness: some are made from the capability data, one for each of its statements. */
export type Group = (harness: Harness) => KitTest[]
