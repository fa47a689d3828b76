import type { Fault, FaultOf } from './fault-rules.ts'
import { isRecord, parseJson } from './json.ts'
import type { VendorService } from './vendor.ts'
import type { WireAnswer } from './wire.ts'

interface AlterationSources {
  readonly vendor: VendorService
  /** The account's list page before this one. */
  readonly previousPage: string | undefined
}

/** The vendor's true answer, with what the faults make of it on the way. */
export function alterAnswer(
  answer: WireAnswer,
  faults: readonly Fault[],
  sources: AlterationSources,
): WireAnswer {
  return faults.reduce((altered, fault) => alterOnce(altered, fault, sources), answer)
}

function alterOnce(answer: WireAnswer, fault: Fault, sources: AlterationSources): WireAnswer {
  switch (fault.kind) {
    case 'cut_body':
      return { ...answer, bodyFate: 'cut' }
    case 'stall_body':
      return { ...answer, bodyFate: 'stalled' }
    case 'huge_body':
      return { ...answer, paddingBytes: fault.bytes }
    case 'repeat_page':
      return { ...answer, body: sources.previousPage ?? answer.body }
    case 'patch_record':
      return { ...answer, body: patchBody(answer.body, fault, sources.vendor) }
    default:
      return answer
  }
}

function patchBody(text: string, fault: FaultOf<'patch_record'>, vendor: VendorService): string {
  const parsed = parseJson(text)
  if (!parsed.ok || !isRecord(parsed.value)) return text
  for (const record of targetsOf(parsed.value, fault, vendor)) {
    for (const path of fault.drop ?? []) editField(record, path, (holder, name) => delete holder[name])
    for (const [path, value] of Object.entries(fault.set ?? {})) {
      editField(record, path, (holder, name) => {
        holder[name] = value
      })
    }
  }
  return JSON.stringify(parsed.value)
}

function targetsOf(
  body: Record<string, unknown>,
  fault: FaultOf<'patch_record'>,
  vendor: VendorService,
): readonly Record<string, unknown>[] {
  if (fault.index === 'answer') return [body]
  const records = vendor.recordsIn(body)
  if (fault.index === undefined || fault.index === 'all') return records
  const chosen = records[fault.index]
  return chosen === undefined ? [] : [chosen]
}

/** Finds the holder of a dotted path; a path that leads nowhere changes nothing. */
function editField(
  record: Record<string, unknown>,
  path: string,
  edit: (holder: Record<string, unknown>, name: string) => void,
): void {
  const names = path.split('.')
  const last = names.pop() ?? ''
  let holder: unknown = record
  for (const name of names)
    holder = isRecord(holder) || Array.isArray(holder) ? Reflect.get(holder, name) : undefined
  if (isRecord(holder)) edit(holder, last)
}
