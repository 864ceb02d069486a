// node bundle.mjs <folder>: the modules of lib, as compiled, in one file, because loading more than a hundred files
// takes longer than reading a policy and filtering a response. A module becomes a function that is called once:
//
//     const $policy_digest = (() => {
//       const { createHash } = $node_crypto
//       ...
//       return { canonical, digestOf }
//     })()
//
// Nothing is renamed, left out or made smaller. Modules that import each other in a circle, and what is exported but
// changes later, could not be written so, and are refused.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

/** What the package offers, by the name of its file. */
const ENTRIES = { 'index.js': 'index.js', 'express.js': 'adapters/express.js' }
const MODULES = 'modules.js'

const [, , lib] = process.argv
const target = join(lib, 'bundle') // as deep as every other folder, so that ../../../rules leads to the rules

/** Names of modules in the bundle, in the order in which they are evaluated; null while a module is being linked. */
const linked = new Map()
const outside = new Map()
const chunks = []

const offered = Object.entries(ENTRIES).map(([file, module]) => [file, link(module), exportsOf(module)])
mkdirSync(target, { recursive: true })
const imports = [...outside].map(([name, alias]) => `import * as ${alias} from '${name}'\n`)
const entries = offered.map(([, alias]) => alias)
writeFileSync(join(target, MODULES), [...imports, ...chunks, `export { ${entries.join(', ')} }\n`].join(''))
for (const [file, alias, names] of offered) {
  const lines = names.map((name) => `export const ${name} = ${alias}.${name}\n`)
  writeFileSync(join(target, file), [`import { ${alias} } from './${MODULES}'\n`, ...lines].join(''))
}

function exportsOf(module) {
  return read(module).exported.map(([name]) => name)
}

/** The name of a module's exports in the bundle, its code and that of all it imports having been added. */
function link(module) {
  const known = linked.get(module)
  if (known === null) throw new Error(`${module} imports itself, by way of others`)
  if (known !== undefined) return known
  linked.set(module, null)
  const { body, needed, exported } = read(module)
  const head = needed.map(([specifier, bind]) => bind(aliasOf(module, specifier)))
  const alias = nameFor(module)
  linked.set(module, alias)
  const names = exported.map(([name, local]) => (name === local ? name : `${name}: ${local}`))
  chunks.push(`const ${alias} = (() => {\n${head.join('')}${body.trim()}\nreturn { ${names.join(', ')} }\n})()\n`)
  return alias
}

function aliasOf(module, specifier) {
  if (specifier.startsWith('.')) return link(posix.join(posix.dirname(module), specifier))
  const alias = outside.get(specifier) ?? nameFor(specifier)
  outside.set(specifier, alias)
  return alias
}

function nameFor(specifier) {
  return `$${specifier.replace(/\.js$/, '').replace(/[^A-Za-z0-9]+/g, '_')}`
}

/** The code of a module without its imports and exports, what it needs, and what it gives. */
function read(module) {
  const text = readFileSync(join(lib, module), 'utf8')
  const source = ts.createSourceFile(module, text, ts.ScriptTarget.ES2023)
  const needed = []
  const exported = []
  const kept = []
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) needed.push([statement.moduleSpecifier.text, binder(module, statement)])
    else if (ts.isExportDeclaration(statement)) addExports(module, statement, needed, exported)
    else kept.push(withoutExport(module, statement, source, exported))
  }
  return { body: kept.join('\n'), needed, exported }
}

function binder(module, { importClause }) {
  const bindings = importClause?.namedBindings
  if (bindings === undefined || importClause.name !== undefined) throw new Error(`${module}: only names are imported`)
  if (ts.isNamespaceImport(bindings)) return (alias) => `const ${bindings.name.text} = ${alias}\n`
  const names = bindings.elements.map(({ name, propertyName }) =>
    propertyName === undefined ? name.text : `${propertyName.text}: ${name.text}`)
  return (alias) => `const { ${names.join(', ')} } = ${alias}\n`
}

function addExports(module, { exportClause, moduleSpecifier }, needed, exported) {
  const isList = exportClause !== undefined && ts.isNamedExports(exportClause)
  if (!isList) throw new Error(`${module}: only names are exported`)
  const names = exportClause.elements.map(({ name, propertyName }) => [name.text, (propertyName ?? name).text])
  exported.push(...names.map(([name, local]) => (moduleSpecifier === undefined ? [name, local] : [name, `$_${name}`])))
  if (moduleSpecifier === undefined) return
  const bound = names.map(([name, local]) => `${local}: $_${name}`)
  needed.push([moduleSpecifier.text, (alias) => `const { ${bound.join(', ')} } = ${alias}\n`])
}

function withoutExport(module, statement, source, exported) {
  if (ts.isExportAssignment(statement)) throw new Error(`${module}: only constants with a name are exported`)
  const [first] = statement.modifiers ?? []
  if (first?.kind !== ts.SyntaxKind.ExportKeyword) return statement.getText(source)
  const isVariable = ts.isVariableStatement(statement)
  const declared = isVariable ? statement.declarationList.declarations : [statement]
  const names = declared.map(({ name }) => name?.text)
  const changes = isVariable && (statement.declarationList.flags & ts.NodeFlags.Const) === 0
  if (changes || names.includes(undefined)) throw new Error(`${module}: only constants with a name are exported`)
  exported.push(...names.map((name) => [name, name]))
  return source.text.slice(first.end, statement.end).trimStart()
}
