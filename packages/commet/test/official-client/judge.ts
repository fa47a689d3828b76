import { Commet } from '@commet/node'
import type { Emulator, EmulatorData } from '@invoice-adapters/emulator'
import { type World, world } from '../world.ts'

/** What `@commet/node` 7.10.0 pins. */
export const clientVersion = '2026-07-11'

const line = { description: 'Team plan', amount: 9000 }
const dueAt = '2026-08-01T00:00:00Z'

const data: EmulatorData = {
  customers: [
    { vendor: 'commet', id: 'cus_ada', externalId: 'shop-12', currency: 'USD' },
    { vendor: 'commet', id: 'cus_cl', externalId: 'shop-14', currency: 'CLP' },
  ],
  invoices: [
    { vendor: 'commet', id: 'inv_open', customer: 'cus_ada', status: 'open', lines: [line], dueAt },
    {
      vendor: 'commet',
      id: 'inv_paid',
      customer: 'cus_ada',
      status: 'paid',
      lines: [line],
      subscriptionId: 'sub_9',
    },
    {
      vendor: 'commet',
      id: 'inv_cl',
      customer: 'cus_cl',
      status: 'open',
      lines: [{ ...line, amount: 700 }],
      dueAt,
    },
  ],
}

/** The same Commet each time, ids included. */
export function judgedWorld(): World {
  return world(clientVersion, { data })
}

/** The official client in front of an emulator: its host is a constant, so the global fetch is replaced meanwhile. */
export async function withClient<Answer>(
  emulator: Emulator,
  use: (commet: Commet) => Promise<Answer>,
): Promise<Answer> {
  const realFetch = globalThis.fetch
  process.env.COMMET_NO_UPDATE_CHECK = '1'
  globalThis.fetch = emulator.commet.fetch
  try {
    return await use(new Commet({ apiKey: emulator.commet.account().apiKey }))
  } finally {
    globalThis.fetch = realFetch
  }
}
