import type { VendorName } from '@invoice-adapters/emulator'
import { startBuilt } from '../child.ts'

export interface LoopbackServer {
  origin: string
  close(): Promise<void>
}

/** A plain `node:http` server in a process of its own, with pages made before. */
export async function serveOverLoopback(vendor: VendorName, count: number): Promise<LoopbackServer> {
  const { firstLine, end } = await startBuilt('programs/serve-pages.ts', [vendor, String(count)])
  return { origin: `http://127.0.0.1:${firstLine}`, close: end }
}
