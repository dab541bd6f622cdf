import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'

/** Where the sources of the library are. */
export const SOURCE = resolve(import.meta.dirname, '../../src')

/** What a door gives under a name: how it is declared, and what its docstring says. */
export interface Exported {
  readonly name: string
  readonly sort: 'function' | 'value' | 'type'
  /** How a function is called, or a type is put together; empty for other values. */
  readonly signature: string
  readonly doc: string
}

type Declaration =
  | ts.FunctionDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableDeclaration

const parsed = new Map<string, ts.SourceFile>()

function parse(file: string): ts.SourceFile {
  const known = parsed.get(file)
  if (known !== undefined) return known
  const text = readFileSync(join(SOURCE, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  parsed.set(file, source)
  return source
}

/** The file that a re-export names, where it is one of ours. */
function targetOf(file: string, { moduleSpecifier }: ts.ExportDeclaration): string | undefined {
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return undefined
  return moduleSpecifier.text.startsWith('.')
    ? join(dirname(file), moduleSpecifier.text).replace(/\.js$/, '.ts')
    : undefined
}

/** Lists the names that a file exports, those that it hands on from others among them. */
export function namesOf(file: string): readonly string[] {
  const names = parse(file).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement))
      return declaredIn(statement).map(({ name }) => name?.getText() ?? '')
    const { exportClause } = statement
    if (exportClause === undefined) {
      const target = targetOf(file, statement)
      return target === undefined ? [] : namesOf(target)
    }
    return ts.isNamedExports(exportClause) ? exportClause.elements.map(({ name }) => name.text) : []
  })
  return [...new Set(names)]
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true

function declaredIn(statement: ts.Statement): readonly Declaration[] {
  if (!isExported(statement)) return []
  if (ts.isVariableStatement(statement)) return [...statement.declarationList.declarations]
  return ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
    ? [statement]
    : []
}

/** Follows a name from file to file until its declaration, or its overloads. */
function declarationsOf(file: string, name: string): readonly Declaration[] {
  for (const statement of parse(file).statements) {
    const own = declaredIn(statement).some((one) => one.name?.getText() === name)
    if (own)
      return parse(file).statements.flatMap((one) =>
        declaredIn(one).filter((found) => found.name?.getText() === name),
      )
    if (!ts.isExportDeclaration(statement)) continue
    const target = targetOf(file, statement)
    if (target === undefined) continue
    const { exportClause } = statement
    if (exportClause === undefined) {
      if (namesOf(target).includes(name)) return declarationsOf(target, name)
      continue
    }
    const found =
      ts.isNamedExports(exportClause) &&
      exportClause.elements.find((element) => element.name.text === name)
    if (found) return declarationsOf(target, (found.propertyName ?? found.name).text)
  }
  throw new TypeError(`${file} exports no ${name}`)
}

const docOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join('\n')
    .trim()

const textOf = (nodes: readonly ts.Node[] | undefined): string =>
  (nodes ?? []).map((node) => node.getText().replaceAll(/\s+/g, ' ')).join(', ')

function callOf(name: string, call: ts.SignatureDeclaration): string {
  const generic = call.typeParameters === undefined ? '' : `<${textOf(call.typeParameters)}>`
  const gives = call.type === undefined ? '' : `: ${call.type.getText().replaceAll(/\s+/g, ' ')}`
  return `${name}${generic}(${textOf(call.parameters)})${gives}`
}

/** A type as it is written, without what is said of its members: that stands below it. */
const withoutDocs = (node: ts.Node): string =>
  node
    .getText()
    .replaceAll(/\/\*\*[\s\S]*?\*\/\s*/g, '')
    .replaceAll(/^\s*\/\/.*\n/gm, '')
    .replaceAll(/\(typeof (\w+)\)\[number\]/g, (written, list: string) => {
      const words = wordsOf(node.getSourceFile().fileName, list)
      const said = words.join(' | ')
      return words.length === 0
        ? written
        : node.getText().includes(`${written}[]`)
          ? `(${said})`
          : said
    })
    .replace(/^export /, '')

/** The words of a list that a file holds, or takes from another; none where it holds anything but words and numbers. */
function wordsOf(file: string, list: string): readonly string[] {
  const source = parse(file)
  const from = importedFrom(source, file, list)
  if (from !== undefined) return wordsOf(homeOf(from, list), list)
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    const found = statement.declarationList.declarations.find(({ name }) => name.getText() === list)
    if (found !== undefined) return wordsIn(file, found.initializer)
  }
  return []
}

const wordIn = (one: ts.Expression): readonly string[] =>
  ts.isStringLiteral(one) || ts.isNumericLiteral(one) ? [one.getText()] : []

/** The file that declares what a door or another file exports. */
const homeOf = (file: string, name: string): string =>
  declarationsOf(file, name)[0]?.getSourceFile().fileName ?? file

function wordsIn(file: string, value: ts.Expression | undefined): readonly string[] {
  if (value === undefined) return []
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))
    return wordsIn(file, value.expression)
  if (!ts.isArrayLiteralExpression(value)) return []
  return value.elements.flatMap((one) =>
    ts.isSpreadElement(one) ? wordsOf(file, one.expression.getText()) : wordIn(one),
  )
}

function read(declaration: Declaration): Omit<Exported, 'name' | 'doc'> {
  if (ts.isFunctionDeclaration(declaration))
    return { sort: 'function', signature: callOf(String(declaration.name?.text), declaration) }
  if (!ts.isVariableDeclaration(declaration))
    return { sort: 'type', signature: withoutDocs(declaration) }
  const { initializer, name } = declaration
  return initializer !== undefined && ts.isArrowFunction(initializer)
    ? { sort: 'function', signature: callOf(name.getText(), initializer) }
    : { sort: 'value', signature: '' }
}

/** Reads what a file exports under a name. */
export function exportedAs(file: string, name: string): Exported {
  const [first, ...overloads] = declarationsOf(file, name)
  if (first === undefined) throw new TypeError(`${file} exports no ${name}`)
  const rest = overloads.filter((one) => ts.isFunctionDeclaration(one) && one.body === undefined)
  return {
    name,
    ...read(first),
    signature: [first, ...rest].map((one) => read(one).signature).join('\n'),
    doc: docOf(ts.isVariableDeclaration(first) ? first.parent.parent : first),
  }
}

/** The file that a file takes a name from. */
const importedFrom = (source: ts.SourceFile, file: string, name: string): string | undefined =>
  source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const bindings = importClause?.namedBindings
    const isHere =
      bindings !== undefined &&
      ts.isNamedImports(bindings) &&
      bindings.elements.some((element) => element.name.text === name)
    return isHere && ts.isStringLiteral(moduleSpecifier)
      ? [join(dirname(file), moduleSpecifier.text).replace(/\.js$/, '.ts')]
      : []
  })[0]

type TypeMembers = readonly (readonly [string, string])[]

const interfaceOf = (file: string, name: string): ts.InterfaceDeclaration | undefined =>
  declarationsOf(file, name).find(ts.isInterfaceDeclaration)

/** Reads the members that an exported type declares itself, with what is said of each; none of what is no interface. */
export const ownMembersOf = (file: string, name: string): TypeMembers =>
  (interfaceOf(file, name)?.members ?? []).map(
    (member) => [member.name?.getText() ?? '', docOf(member)] as const,
  )

/** Reads the members of an exported type with what is said of each, those of the types it extends among them. */
export function membersOf(file: string, name: string): TypeMembers {
  const { heritageClauses = [] } = interfaceOf(file, name) ?? {}
  const bases = heritageClauses.flatMap(({ types }) => types.flatMap(membersOfBase))
  const own = ownMembersOf(file, name)
  const names = own.map(([member]) => member)
  return [...own, ...bases.filter(([member]) => !names.includes(member))]
}

/** Reads the members of a type that is extended: whole, or those that `Pick` takes of it. */
function membersOfBase({ expression, typeArguments }: ts.ExpressionWithTypeArguments): TypeMembers {
  const source = expression.getSourceFile()
  const [of, taken] = expression.getText() === 'Pick' ? (typeArguments ?? []) : [expression]
  const base = of?.getText() ?? ''
  const from = importedFrom(source, source.fileName, base) ?? source.fileName
  return membersOf(from, base).filter(
    ([member]) => taken === undefined || taken.getText().includes(`'${member}'`),
  )
}

/** Reads the entries of a constant that a file holds for itself, with what is said of each. */
export function entriesOf(file: string, constant: string): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = []
  for (const statement of parse(file).statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (name.getText() !== constant || initializer === undefined) continue
      const value = ts.isAsExpression(initializer) ? initializer.expression : initializer
      if (ts.isObjectLiteralExpression(value))
        found.push(
          ...value.properties.map((one) => [one.name?.getText() ?? '', docOf(one)] as const),
        )
    }
  }
  return found
}
