// `pnpm pack:archives FOLDER`: an archive of each public package, to be installed by npm before there is a release.
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import process from 'node:process'
import { pack } from './archives/pack.ts'
import { publicPackages } from './public-packages.ts'
import { root } from './root.ts'
import { build } from './run.ts'

const folder = resolve(process.argv[2] ?? 'archives')
mkdirSync(folder, { recursive: true })
build(root)
for (const one of publicPackages()) console.log(pack(one, folder))
