import { err, ok, type Result } from '@invoice-adapters/core'
import type { MigrationError } from '../errors.ts'
import { journalEntrySchema } from '../journal/entry-schema.ts'
import type { JournalEntry } from '../journal/journal.ts'

export function subjectOfEntry(entry: JournalEntry): string | null {
  return 'subject' in entry ? entry.subject : null
}

/** Rows in their order, as entries; one that cannot be read makes the whole journal unusable. */
export function parseEntries(
  rows: readonly { seq: number; entry: string }[],
): Result<JournalEntry[], MigrationError> {
  const entries: JournalEntry[] = []
  for (const { seq, entry } of rows) {
    const parsed = parseEntry(entry)
    if (parsed === null)
      return err({ kind: 'journal_failed', message: `entry ${seq} of the journal is damaged` })
    entries.push(parsed)
  }
  return ok(entries)
}

function parseEntry(text: string): JournalEntry | null {
  try {
    return journalEntrySchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
