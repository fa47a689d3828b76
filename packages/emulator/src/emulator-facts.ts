import type { Clock } from './clock.ts'
import type { EmulatorData, VendorName } from './data.ts'
import type { FaultRule, Faults } from './fault-rules.ts'
import type { Ledger } from './ledger-facts.ts'
import type { VendorEmulator } from './vendor.ts'
import type { AssetAccount } from './vendors/asset/account.ts'
import type { AssetSwitches } from './vendors/asset/switches.ts'
import type { CommetSwitches } from './vendors/commet/switches.ts'
import type { WhopAccount } from './vendors/whop/account.ts'
import type { WhopSwitches } from './vendors/whop/switches.ts'
import type { RecordedRequest } from './wire.ts'

export interface EmulatorSettings {
  /** `start` is RFC 3339; default `2026-07-15T09:00:00.000Z`. */
  readonly clock?: { readonly start?: string }
  /**
   * What is there at the start, and again after each `reset`. Default `empty`. The dates of `demo` stand where the clock
   * starts by default, and move along, by whole days, with a start that is given.
   */
  readonly data?: 'empty' | 'demo' | EmulatorData
  readonly faults?: readonly FaultRule[]
  /** Behaviours that Commet's documentation leaves open. */
  readonly commet?: Partial<CommetSwitches>
  /** Behaviours that Whop's documentation leaves open. */
  readonly whop?: Partial<WhopSwitches>
  /** The same of Asset's. */
  readonly asset?: Partial<AssetSwitches>
}

export interface Emulator {
  readonly clock: Clock
  /** What truly exists. */
  readonly ledger: Ledger
  readonly faults: Faults
  /** Every request that arrived, in order of arrival. */
  readonly requests: readonly RecordedRequest[]
  readonly commet: VendorEmulator
  readonly whop: VendorEmulator<WhopAccount>
  readonly asset: VendorEmulator<AssetAccount>
  /** Adds records as if they had always been there: no events, no writes. */
  seed(data: EmulatorData): void
  /** Back to the starting data, clock, ids and faults. Accounts, subscriptions and records made since are gone. */
  reset(): void
  /** Resolves when every webhook delivery due by now has ended, and every commit on its way is done. */
  settled(): Promise<void>
  /**
   * Serves every vendor on a port of its own on the loopback interface; each value is an origin. Ports that are not
   * given are free ones. Rejects where a port is taken, and then serves nothing.
   */
  listen(ports?: Readonly<Partial<Record<VendorName, number>>>): Promise<ListeningEmulator>
}

export interface ListeningEmulator {
  /** Such as `http://127.0.0.1:49152`. */
  readonly commet: string
  readonly whop: string
  readonly asset: string
  /** Ends open connections and stops listening. */
  close(): Promise<void>
}
