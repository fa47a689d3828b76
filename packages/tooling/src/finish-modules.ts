// Run in a package after tsup has written its modules one by one into dist/modules. Bundlers of applications can
// then leave out whole modules; from a bundle they would keep every library it imports that does not declare itself
// free of side effects, neverthrow and big.js among them.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'

/** Sources import each other as `./money.ts`; what is published imports `./money.js`. */
export function renameImports(code: string): string {
  const { importedFiles } = ts.preProcessFile(code, true, true)
  return importedFiles
    .filter((one) => one.fileName.startsWith('.') && one.fileName.endsWith('.ts'))
    .reduceRight((text, one) => {
      // The position may or may not count the quote before the name.
      const start = text.indexOf(one.fileName, one.pos)
      const end = start + one.fileName.length
      return `${text.slice(0, end - '.ts'.length)}.js${text.slice(end)}`
    }, code)
}

function finish(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue
    const path = join(folder, name)
    const code = readFileSync(path, 'utf8')
    // Types alone leave an empty module, which nothing imports.
    if (code.trim() === '') rmSync(path)
    else writeFileSync(path, renameImports(code))
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) finish('dist/modules')
