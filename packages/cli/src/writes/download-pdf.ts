import { err, ok, type Result } from '@invoice-adapters/core'
import { type Failure, failure } from '../failure.ts'

const mostBytes = 50_000_000
const mostMs = 60_000

/** Follows a signed link, without the credentials of the account. Gives the whole document or nothing. */
export async function downloadPdf(url: string): Promise<Result<Uint8Array, Failure>> {
  const { protocol, hostname } = new URL(url)
  const loopback = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  if (protocol !== 'https:' && !loopback) {
    return err(failure('unreadable', `the link to the PDF is not https (${protocol}//${hostname})`))
  }
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(mostMs) })
    if (!response.ok) {
      await response.body?.cancel()
      return err(failure('unreachable', `${hostname} answered ${response.status} for the PDF`))
    }
    const content = await read(response)
    const isPdf = new TextDecoder('latin1').decode(content.subarray(0, 5)) === '%PDF-'
    return isPdf
      ? ok(content)
      : err(failure('unreadable', `what ${hostname} gave is no PDF of at most 50 MB`))
  } catch {
    return err(failure('unreachable', `the PDF could not be downloaded from ${hostname}`))
  }
}

/** Empty where it is larger than any invoice. */
async function read(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) return new Uint8Array()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
