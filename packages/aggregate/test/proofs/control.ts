import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Emulator } from '@invoice-adapters/emulator'
import { onTestFinished } from 'vitest'

/** An address at which another process moves the emulator's clock forward. */
export async function serveClock({ clock }: Emulator): Promise<string> {
  const server = createServer((request, response) => {
    const to = Number(new URL(request.url ?? '/', 'http://control.invalid').searchParams.get('to'))
    if (to > clock.now()) clock.advance(to - clock.now())
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
