import { err, ok, type Result } from '@invoice-adapters/core'
import type { Mapping, MigrationError } from '@invoice-adapters/migrate'
import { type Failure, failure } from '../failure.ts'
import { type DataFile, readDataFile } from '../writes/data-file.ts'
import { ofMigrationError } from './failure.ts'

export interface MappingFile {
  file: DataFile | null
  /** Not judged yet: the planning does, and names what is wrong. */
  mapping: Mapping
}

/** The choices of the user, from a file and from `--order`. */
export async function readMapping(
  folder: string,
  name: string | undefined,
  order: Mapping['order'] | undefined,
): Promise<Result<MappingFile, Failure>> {
  const chosen = order === undefined ? {} : { order }
  if (name === undefined) return ok({ file: null, mapping: chosen })
  const file = await readDataFile(folder, name)
  if (file.isErr()) return err(file.error)
  const { value } = file.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return err(failure('input', `${name}: must hold choices by name, such as numbering: in_text`))
  }
  if (order !== undefined && 'order' in value && value.order !== order) {
    return err(failure('usage', `--order ${order} is not what ${name} says; keep one`))
  }
  return ok({ file: file.value, mapping: { ...value, ...chosen } })
}

/** What is wrong with the mapping is told with the line of the file. */
export function ofPlanError(error: MigrationError, { file }: MappingFile): Failure {
  const [first, ...more] = error.kind === 'invalid_input' ? error.fields : []
  if (first === undefined || file === null) return ofMigrationError(error)
  const path = first.field.split(/[.[\]]+/).filter((part) => part !== '' && part !== 'mapping')
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`
  return failure('input', `${file.name}${lineOf(file, path)}: ${path.join('.')} ${first.message}${others}`)
}

/** Of the value, or of the nearest thing around it where the value is missing. */
function lineOf(file: DataFile, path: readonly string[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const line = file.lineOf(path.slice(0, length))
    if (line !== null) return `:${line}`
  }
  return ''
}
