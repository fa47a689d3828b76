import { createClock } from './clock.ts'
import type { EmulatorData, VendorName } from './data.ts'
import type { Emulator, EmulatorSettings } from './emulator-facts.ts'
import { type FrontDoor, openFrontDoor } from './exchange.ts'
import { createFaults } from './faults.ts'
import { createIds } from './ids.ts'
import { createInProcessFetch } from './in-process-fetch.ts'
import { createLedger } from './ledger.ts'
import { movedInTime } from './moved-in-time.ts'
import { type ServedDoor, serve } from './serve.ts'
import type { Surroundings } from './surroundings.ts'
import type { AccountBase, VendorEmulator, VendorService } from './vendor.ts'
import { startAsset } from './vendors/asset/service.ts'
import { startCommet } from './vendors/commet/service.ts'
import { demoData } from './vendors/demo-data.ts'
import { startWhop } from './vendors/whop/service.ts'

const defaultStart = '2026-07-15T09:00:00.000Z'

/** Billing vendors in this process: stateful, on their own clock, without network unless `listen` is called. */
export function createEmulator(settings: EmulatorSettings = {}): Emulator {
  const surroundings = createSurroundings(settings)
  const { clock, ids, ledger, faults, requests, background } = surroundings
  const commet = openVendor(startCommet(surroundings, settings.commet ?? {}), surroundings)
  const asset = openVendor(startAsset(surroundings, settings.asset ?? {}), surroundings)
  const whop = openVendor(startWhop(surroundings, settings.whop ?? {}), surroundings)
  const vendors: readonly OpenVendor<AccountBase>[] = [commet, asset, whop]

  const seed = (data: EmulatorData): void => {
    for (const { service } of vendors) service.seed(data)
  }
  const begin = (): void => {
    seed(startingData(settings))
    for (const { service } of vendors) service.begin()
  }
  begin()

  return {
    clock,
    ledger,
    faults,
    requests,
    commet: commet.face,
    asset: asset.face,
    whop: whop.face,
    seed,
    reset() {
      faults.reset()
      clock.reset()
      ids.reset()
      ledger.clear()
      requests.length = 0
      for (const { door, service } of vendors) {
        door.reset()
        service.clear()
      }
      begin()
    },
    async settled() {
      await Promise.all(background)
      await Promise.all(vendors.map(({ service }) => service.settled()))
    },
    async listen(ports = {}) {
      const served: Record<string, ServedDoor> = {}
      const begun = async (name: VendorName, door: FrontDoor): Promise<string> => {
        const one = await serve(door, ports[name] ?? 0)
        served[name] = one
        return one.origin
      }
      try {
        return {
          commet: await begun('commet', commet.door),
          asset: await begun('asset', asset.door),
          whop: await begun('whop', whop.door),
          close: () => closeAll(Object.values(served)),
        }
      } catch (error) {
        await closeAll(Object.values(served))
        throw error
      }
    },
  }
}
interface OpenVendor<Account extends AccountBase> {
  readonly service: VendorService<Account>
  readonly door: FrontDoor
  readonly face: VendorEmulator<Account>
}

function openVendor<Account extends AccountBase>(
  service: VendorService<Account>,
  surroundings: Surroundings,
): OpenVendor<Account> {
  const door = openFrontDoor(service, surroundings)
  const face = { fetch: createInProcessFetch(door), routes: service.routes, account: service.account }
  return { service, door, face }
}

async function closeAll(servers: readonly ServedDoor[]): Promise<void> {
  await Promise.all(servers.map((server) => server.close()))
}

function createSurroundings(settings: EmulatorSettings): Surroundings {
  const clock = createClock(settings.clock?.start ?? defaultStart)
  return {
    clock,
    ids: createIds(),
    ledger: createLedger(),
    faults: createFaults(clock, settings.faults ?? []),
    requests: [],
    background: new Set(),
  }
}

function startingData({ data, clock }: EmulatorSettings): EmulatorData {
  if (data === undefined || data === 'empty') return {}
  if (data !== 'demo') return data
  return clock?.start === undefined ? demoData : movedInTime(demoData, defaultStart, clock.start)
}
