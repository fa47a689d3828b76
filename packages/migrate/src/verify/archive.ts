import { err, type Invoice, type InvoiceAdapter, ok, type Result } from '@invoice-adapters/core'
import { stableJson } from '@invoice-adapters/core/authoring'
import { type MigrationError, vendorFailed } from '../errors.ts'
import type { MigrationPlan } from '../plan/plan.ts'
import { writePlan } from '../plan/plan-file.ts'

/** One file of the archive; `path` is relative, with forward slashes. */
export interface ArchiveFile {
  path: string
  content: string | Uint8Array
}

export interface ArchiveSettings {
  source: InvoiceAdapter
  /** Whether documents are fetched as well, where the vendor gives any; default true. */
  pdf?: boolean
  /** Fetches a signed link; it is called without credentials. Default: the platform's `fetch`. */
  download?: (url: string) => Promise<Uint8Array>
  signal?: AbortSignal
}

/**
 * What stays behind at the source, for the books: the plan, every invoice of it as canonical JSON, and its document where
 * the vendor gives one. Files come one by one; an error concerns one file, and the others go on.
 */
export async function* archiveSource(
  plan: MigrationPlan,
  settings: ArchiveSettings,
): AsyncGenerator<Result<ArchiveFile, MigrationError>, void> {
  const { source, signal, pdf = true } = settings
  yield ok({ path: 'plan.jsonl', content: writePlan(plan) })
  for (const { id, class: name } of plan.invoices) {
    if (signal?.aborted === true) return
    if (name === 'unreadable') continue
    const read = await source.get(id)
    if (read.isErr()) {
      yield err(vendorFailed('source', read.error))
      continue
    }
    yield ok({ path: `invoices/${fileName(id)}.json`, content: `${stableJson(withoutLinks(read.value))}\n` })
    if (pdf && source.capabilities.operations.pdf.supported) yield await documentOf(settings, id)
  }
}

/** Signed links can be used by whoever has them, and an archive is read by many. */
function withoutLinks(invoice: Invoice): Invoice {
  return { ...invoice, links: [], raw: null }
}

function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, (sign) => `%${sign.codePointAt(0)?.toString(16) ?? ''}`)
}

async function documentOf(
  { source, download = fetchBytes }: ArchiveSettings,
  id: string,
): Promise<Result<ArchiveFile, MigrationError>> {
  const link = await source.pdf(id)
  if (link.isErr()) return err(vendorFailed('source', link.error))
  try {
    return ok({ path: `documents/${fileName(id)}.pdf`, content: await download(link.value.url) })
  } catch {
    const message = `the document of ${id} could not be fetched`
    return err({ kind: 'vendor_failed', side: 'source', message, error: unreachable(source, message) })
  }
}

function unreachable({ provider, account }: InvoiceAdapter, message: string) {
  const facts = {
    provider,
    account,
    operation: 'pdf',
    requestId: null,
    message,
    retryable: true,
    cause: null,
  }
  return { kind: 'network' as const, ...facts }
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const answer = await fetch(url, { credentials: 'omit', redirect: 'error' })
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}
