import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeEntries, type PublicPackage, readManifest, specifier } from '../public-packages.ts'
import { root } from '../root.ts'
import { must, run } from '../run.ts'
import type { Step } from './runtimes.ts'

const fixture = join(root, 'packages', 'tooling', 'fixtures', 'consumer')

/**
 * npm under the Node it came with, as a user has it: started from a script of this workspace it would run on the
 * pinned Node, with the workspace's settings, and without its own.
 */
function userEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_/i.test(name))
  const path = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'))
  return { ...Object.fromEntries(kept), PATH: path.join(':') }
}

/** Creates an empty project and installs the archives there, as a user would. */
export function installArchives(folder: string, archives: string[]): void {
  const manifest = { name: 'consumer', version: '1.0.0', private: true, type: 'module' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', '--prefer-offline']
  const { devDependencies } = readManifest(root)
  const types = `@types/node@${devDependencies?.['@types/node'] ?? 'latest'}`
  must('npm', ['install', ...quiet, ...archives, types], folder, userEnvironment())
  cpSync(fixture, folder, { recursive: true })
}

/** A program that imports every entry and prints the names each one exports. */
export function writeEntries(folder: string, packages: PublicPackage[]): void {
  const all = packages.flatMap((one) =>
    codeEntries(one.manifest).map((entry) => specifier(one.manifest.name, entry)),
  )
  const lines = [
    ...all.map((name, index) => `import * as entry${index} from '${name}'`),
    'const names = (entry: object): string[] => Object.keys(entry).sort()',
    'console.log(JSON.stringify({',
    ...all.map((name, index) => `  '${name}': names(entry${index}),`),
    '}))',
    '',
  ]
  writeFileSync(join(folder, 'entries.ts'), lines.join('\n'))
}

const compilers = {
  'TypeScript 7': join(root, 'node_modules', 'typescript-7', 'bin', 'tsc'),
  'TypeScript 6': join(root, 'node_modules', 'typescript', 'bin', 'tsc6'),
}

/** Both compilers, under each of the ways in which users resolve modules. */
export function compileConsumer(folder: string): Step[] {
  return ['nodenext', 'bundler', 'web'].flatMap((kind) =>
    Object.entries(compilers).map(([name, compiler]) => ({
      name: `types, ${kind}, ${name}`,
      ...run(process.execPath, [compiler, '--project', `tsconfig.${kind}.json`], folder),
    })),
  )
}
