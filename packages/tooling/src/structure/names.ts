import { isCode, packageOf, type SourceFile, type Violation } from './source.ts'
import { type AdapterRule, adapterFiles, adapters as adapterRules, optionalAdapterFiles } from './table.ts'

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** Folders whose names a tool prescribes. */
const prescribed = new Set(['.vitepress'])
/** Names that say nothing, so that anything ends up there. */
const vague = new Set(['utils', 'util', 'helpers', 'helper', 'manager', 'managers', 'misc'])

/** Names of code files and of the folders they are in. */
export function checkFileNames(paths: string[]): Violation[] {
  return paths.filter(isCode).flatMap((path) => {
    const problem = (message: string): Violation => ({ check: 'names', path, message })
    const parts = path
      .split('/')
      .map((part, index, all) => (index === all.length - 1 ? part.split('.')[0] : part))
    return parts.flatMap((part = '') => {
      if (prescribed.has(part)) return []
      if (!kebab.test(part)) return [problem(`${part} is not kebab-case`)]
      const word = part.split('-').find((one) => vague.has(one))
      return word === undefined ? [] : [problem(`${word} says nothing about what is in the file`)]
    })
  })
}

/** `index.ts` is the name of a package's entry; anywhere else it hides what a file is about. */
export function checkIndexFiles(files: SourceFile[]): Violation[] {
  const entries = new Set(
    files.flatMap((file) => {
      const name = packageOf(file.path)
      if (name === undefined || file.path !== `packages/${name}/package.json`) return []
      const { exports = {} } = JSON.parse(file.text) as { exports?: Record<string, string> }
      return Object.values(exports).map((target) => `packages/${name}/${target.replace(/^\.\//, '')}`)
    }),
  )
  return files
    .filter((file) => /\/index\.[a-z]+$/.test(file.path) && isCode(file.path) && !entries.has(file.path))
    .map((file) => ({
      check: 'names',
      path: file.path,
      message: 'index.ts is for entries of a package only',
    }))
}

const notListed = 'a file of this adapter alone has to be listed, with its reason, in the table of adapters'

/** The same names in every adapter, so that a reader can open the three side by side. */
export function checkAdapters(
  paths: string[],
  rules: Record<string, AdapterRule> = adapterRules,
): Violation[] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const folder = `packages/${name}/src/`
    const present = new Set(
      paths
        .filter((path) => path.startsWith(folder) && !/\.test(-d)?\.ts$/.test(path))
        .map((path) => (path.slice(folder.length).split('/')[0] ?? '').replace(/\.ts$/, '')),
    )
    const webhook = rule.state === 'partial' || rule.webhook ? ['webhook'] : []
    const required = rule.state === 'partial' ? rule.files : [...adapterFiles, ...webhook]
    const extra = Object.keys(rule.extra)
    const allowed = new Set([...adapterFiles, ...optionalAdapterFiles, ...webhook, ...extra])
    const problem = (file: string, message: string): Violation => ({
      check: 'adapters',
      path: `${folder}${file}`,
      message,
    })
    return [
      ...required
        .filter((file) => !present.has(file))
        .map((file) => problem(file, 'every adapter has this file')),
      ...[...present].filter((file) => !allowed.has(file)).map((file) => problem(file, notListed)),
      ...extra
        .filter((file) => rule.state === 'complete' && !present.has(file))
        .map((file) => problem(file, 'is listed as extra but not there')),
    ]
  })
}
