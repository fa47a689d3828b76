import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

export type ExportTarget = string | { types?: string; node?: string; default?: string }

export interface Manifest {
  name: string
  version: string
  private?: boolean
  bin?: Record<string, string>
  exports?: Record<string, ExportTarget>
  publishConfig?: { exports?: Record<string, ExportTarget> }
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

export interface PublicPackage {
  /** The name without the scope, which is also the name of the folder. */
  short: string
  folder: string
  manifest: Manifest
}

/** The packages that are published. */
export function publicPackages(): PublicPackage[] {
  return readdirSync(join(root, 'packages'))
    .sort()
    .map((short) => {
      const folder = join(root, 'packages', short)
      return { short, folder, manifest: readManifest(folder) }
    })
    .filter((one) => one.manifest.private !== true)
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

/** What a user imports: `@invoice-adapters/core`, `@invoice-adapters/core/authoring`. */
export function specifier(name: string, entry: string): string {
  return entry === '.' ? name : `${name}${entry.slice(1)}`
}

/** The published entries that are modules; a schema in JSON is published too, and imported by nobody. */
export function codeEntries({ publishConfig }: Manifest): string[] {
  return Object.keys(publishConfig?.exports ?? {}).filter((entry) => !entry.endsWith('.json'))
}
