// `pnpm check:structure`: dependency direction, names, length, casts and platform of all sources in the repository.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'
import { checkStructure } from './structure/check.ts'
import { isCode, type SourceFile } from './structure/source.ts'

/** Files that git follows or would follow: neither built ones nor dependencies. */
function repositoryFiles(): SourceFile[] {
  return execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', 'packages', 'docs'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
    .split('\0')
    .filter((path) => isCode(path) || path.endsWith('package.json'))
    .filter((path) => !path.startsWith('packages/tooling/fixtures/') && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

const files = repositoryFiles()
const violations = checkStructure(files)
for (const { check, path, line, message } of violations) {
  console.error(`${path}${line === undefined ? '' : `:${line}`}  ${message}  (${check})`)
}
if (files.length === 0) console.error('No file was found to check.')
console.log(`structure: ${files.length} files, ${violations.length} violations`)
process.exitCode = violations.length === 0 && files.length > 0 ? 0 : 1
