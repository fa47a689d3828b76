import { checkCasts, checkLength, checkPlatform } from './contents.ts'
import { checkDirection, checkImportForm, checkManifests, checkReach } from './imports.ts'
import { checkAdapters, checkFileNames, checkIndexFiles } from './names.ts'
import { isCode, parse, type SourceFile, type Violation } from './source.ts'
import { type Exception, exceptions as granted } from './table.ts'

/** All structure checks over the files of the repository. */
export function checkStructure(files: SourceFile[], exceptions: Exception[] = granted): Violation[] {
  const paths = files.map((file) => file.path)
  const parsed = files.filter((file) => isCode(file.path)).map(parse)
  const all = [
    ...checkDirection(parsed),
    ...checkManifests(files),
    ...checkImportForm(parsed),
    ...checkReach(parsed),
    ...checkFileNames(paths),
    ...checkIndexFiles(files),
    ...checkAdapters(paths),
    ...checkLength(parsed),
    ...checkCasts(parsed),
    ...checkPlatform(parsed),
  ]
  const covers = (exception: Exception, violation: Violation): boolean =>
    exception.check === violation.check && exception.path === violation.path
  return [
    ...all.filter((violation) => !exceptions.some((exception) => covers(exception, violation))),
    ...exceptions
      .filter((exception) => !all.some((violation) => covers(exception, violation)))
      .map(({ check, path }) => ({
        check: 'exceptions',
        path,
        message: `needs no exception from "${check}" any more`,
      })),
  ]
}
