import { join } from 'node:path'
import type { PublicPackage } from '../public-packages.ts'
import { root } from '../root.ts'
import { must } from '../run.ts'

/** Packs what is built as it is published. Gives the path of the archive. */
export function pack(one: PublicPackage, folder: string): string {
  must('pnpm', ['--dir', one.folder, 'pack', '--pack-destination', folder], root)
  return join(folder, `${one.manifest.name.replace('@', '').replace('/', '-')}-${one.manifest.version}.tgz`)
}
