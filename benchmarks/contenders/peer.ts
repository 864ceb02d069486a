import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../../test/helpers/root.ts'

export const PEERS = join(ROOT, 'benchmarks/peers')

/** A module of a package that stands in benchmarks/peers; the caller says what of it is used. */
export async function peer<Module>(specifier: string): Promise<Module> {
  const file = createRequire(join(PEERS, 'package.json')).resolve(specifier)
  return (await import(pathToFileURL(file).href)) as Module
}

export function isInstalled(packageName: string): boolean {
  return existsSync(join(PEERS, 'node_modules', packageName, 'package.json'))
}
