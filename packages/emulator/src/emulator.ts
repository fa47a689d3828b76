import { createClock } from './clock.ts'
import type { EmulatorData } from './data.ts'
import type { Emulator, EmulatorSettings } from './emulator-facts.ts'
import { openFrontDoor } from './exchange.ts'
import { createFaults } from './faults.ts'
import { createIds } from './ids.ts'
import { createInProcessFetch } from './in-process-fetch.ts'
import { createLedger } from './ledger.ts'
import { serve } from './serve.ts'
import type { Surroundings } from './surroundings.ts'
import type { VendorEmulator, VendorService } from './vendor.ts'
import { demoData } from './vendors/commet/demo-data.ts'
import { startCommet } from './vendors/commet/service.ts'

const defaultStart = '2026-07-15T09:00:00.000Z'

/** Billing vendors in this process: stateful, on their own clock, without network unless `listen` is called. */
export function createEmulator(settings: EmulatorSettings = {}): Emulator {
  const surroundings = createSurroundings(settings)
  const { clock, ids, ledger, faults, requests, background } = surroundings
  const commet = startCommet(surroundings, settings.commet ?? {})
  const commetDoor = openFrontDoor(commet, surroundings)

  const begin = (): void => {
    commet.seed(startingData(settings.data))
    commet.begin()
  }
  begin()

  return {
    clock,
    ledger,
    faults,
    requests,
    commet: faceOf(commet, createInProcessFetch(commetDoor)),
    seed: commet.seed,
    reset() {
      faults.reset()
      clock.reset()
      ids.reset()
      ledger.clear()
      requests.length = 0
      commetDoor.reset()
      commet.clear()
      begin()
    },
    async settled() {
      await Promise.all(background)
      await commet.settled()
    },
    async listen() {
      const served = await serve(commetDoor)
      return { commet: served.origin, close: served.close }
    },
  }
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

function startingData(data: EmulatorSettings['data']): EmulatorData {
  if (data === undefined || data === 'empty') return {}
  return data === 'demo' ? demoData : data
}

function faceOf(vendor: VendorService, fetch: typeof globalThis.fetch): VendorEmulator {
  return { fetch, routes: vendor.routes, account: vendor.account }
}
