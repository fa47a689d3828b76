import type { CommetSwitches } from './switches.ts'

/** A: the versions up to 2026-07-11. B: those from 2026-07-24 on. */
export type Dialect = 'A' | 'B'

/** Versions that official clients have pinned, oldest first. */
export const knownVersions: readonly string[] = [
  '2026-05-01',
  '2026-05-12',
  '2026-05-18',
  '2026-05-25',
  '2026-06-07',
  '2026-06-10',
  '2026-06-23',
  '2026-07-11',
  '2026-07-24',
  '2026-07-31',
]

const newestVersion = '2026-07-31'
const firstVersionOfB = '2026-07-24'

export interface ResolvedVersion {
  readonly version: string
  readonly dialect: Dialect
}

/** The request's header, else the organization's pin, else the newest. Null when the header is refused. */
export function resolveVersion(header: string | undefined, switches: CommetSwitches): ResolvedVersion | null {
  const asked = header ?? switches.organizationVersion ?? newestVersion
  if (!knownVersions.includes(asked)) {
    return switches.unknownVersion === 'refuse' ? null : { version: newestVersion, dialect: 'B' }
  }
  return { version: asked, dialect: asked < firstVersionOfB ? 'A' : 'B' }
}
