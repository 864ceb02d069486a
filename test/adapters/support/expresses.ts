import { createRequire } from 'node:module'
import express from 'express'
import type { Express } from 'express'

const load = createRequire(import.meta.url)

/** Both supported majors, under the types of the newer one. */
export const EXPRESSES: readonly (readonly [name: string, make: () => Express])[] = [
  ['Express 5', express],
  ['Express 4', load('express4') as () => Express],
]
