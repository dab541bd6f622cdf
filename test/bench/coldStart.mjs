// Where each millisecond of a cold start goes: reading the file, compiling its code, running it, reading the policy and
// the first decision; and for each bundled part what compiling and running it takes. In fresh processes, in turn, beside
// the SDK that a Function has anyway. CPU time, for others may use the machine.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const require = createRequire(import.meta.url)
const RUNS = 15
const scratch = mkdtempSync(join(tmpdir(), 'countersign-cold-'))
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** What a fresh process prints, several times, each of the programs in turn. */
const inTurn = (programs) => {
  const found = programs.map(() => [])
  for (let run = 0; run < RUNS; run++)
    programs.forEach((code, index) => {
      const text = execFileSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8' })
      found[index].push(JSON.parse(text))
    })
  return found.map((runs) =>
    Object.fromEntries(
      Object.keys(runs[0]).map((key) => [
        key,
        Number(median(runs.map((one) => one[key])).toFixed(2)),
      ]),
    ),
  )
}

const CLOCK = `
  const clock = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1_000 }
  const found = {}; let last = clock()
  const lap = (name) => { const now = clock(); found[name] = (found[name] ?? 0) + now - last; last = clock() }`

/** Loads a CommonJS file as Node does, a step at a time. */
const load = (file) => `${CLOCK}
  const { readFileSync } = require('node:fs'); const { compileFunction } = require('node:vm')
  const { createRequire } = require('node:module'); const { dirname } = require('node:path')
  const file = ${JSON.stringify(file)}; const of = createRequire(file); const module_ = { exports: {} }
  last = clock()
  const text = readFileSync(file, 'utf8'); lap('read')
  const run = compileFunction(text, ['exports', 'require', 'module', '__filename', '__dirname'], { filename: file }); lap('compile')
  run(module_.exports, of, module_, file, dirname(file)); lap('run')
  const door = module_.exports;`

const policyFile = join(scratch, 'policy.json')
const { compilePolicy } = require(join(root, 'dist/index.cjs'))
const source = readFileSync(join(root, 'examples/policies/retailer.yaml'), 'utf8')
writeFileSync(policyFile, JSON.stringify(compilePolicy(source).value))
const engagement = {
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  readers: [],
  claims: {},
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: '+14155550100' },
      matches: [{ customer: 'C-1001', basis: 'verified', since: '2024-03-01' }],
    },
  ],
}
const decide = `
  const policy = door.readCompiledPolicy(JSON.parse(readFileSync(${JSON.stringify(policyFile)}, 'utf8'))); lap('policy')
  const engagement = ${JSON.stringify(engagement)}
  const ask = () => door.toStudioResult(engagement, door.evaluate(policy.value, engagement, '2026-11-22T10:00:00Z'))
  ask(); lap('first decision'); ask(); lap('second');`
const print = `console.log(JSON.stringify(found))`
const sizeOf = (file) =>
  `${Math.round(statSync(file).size / 1_000)} (${Math.round(gzipSync(readFileSync(file)).length / 1_000)})`

const doors = ['decide', 'functions', 'panel', 'runtime', 'index'].map((name) => [
  name,
  join(root, `dist/${name}.cjs`),
])
const twilio = require.resolve('twilio', { paths: [root] })
const programs = [
  ...doors.map(([name, file]) => load(file) + (name === 'decide' ? decide : '') + print),
  load(twilio) + print,
]
const times = inTurn(programs)
const loadingOf = ({ read, compile, run }) => read + compile + run
const sdk = loadingOf(times.at(-1))
console.log(`\nLoading a door, ms of CPU, median of ${RUNS} fresh processes\n`)
console.table(
  [...doors, ['twilio', twilio]].map(([name, file], index) => ({
    door: name,
    'kB (gzipped)': name === 'twilio' ? '' : sizeOf(file),
    read: times[index].read,
    compile: times[index].compile,
    run: times[index].run,
    together: Number(loadingOf(times[index]).toFixed(1)),
    'of the SDK, %': Math.round((100 * loadingOf(times[index])) / sdk),
  })),
)
const { policy, 'first decision': first, second } = times[0]
console.log(
  `then, by countersign/decide: reads its policy ${policy}, first decision ${first}, second ${second}`,
)

/** The plugins that the doors are built with. */
async function plugins() {
  const names = ['knownTypes', 'lazyParts', 'nativeHashes', 'numberingPlans', 'smallThirdParty']
  // Inside the working copy, where the bundler that they ask for is found.
  const outfile = join(root, 'node_modules/.cache/countersign-plugins.mjs')
  mkdirSync(dirname(outfile), { recursive: true })
  await build({
    stdin: {
      contents: names.map((name) => `export * from './.build/${name}.js'`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['esbuild'],
    outfile,
  })
  const { knownTypes, lazyParts, lazyPlans, nativeHashes, smallThirdParty } = await import(outfile)
  const part = (asked, name, entry, kept) => ({
    asked,
    file: `./parts/${name}.cjs`,
    entry: join(root, entry),
    kept,
  })
  return [
    lazyPlans,
    smallThirdParty,
    knownTypes,
    nativeHashes,
    lazyParts([
      part(/\/redaction\/index\.js$/, 'redaction', 'src/redaction/index.ts', {
        emitRules: './emitRules.js',
      }),
      part(/^jose$/, 'jose', 'node_modules/jose/dist/webapi/index.js'),
    ]),
  ]
}

const partOf = (file) =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/
    .exec(file)?.[1]
    ?.concat(/metadata/.test(file) ? ', plans' : '') ??
  /^src\/(twilio\/\w+|\w+)/.exec(file)?.[1] ??
  'the door itself'

/** A door as it is built, but for white space, cut into what each module brings. */
async function cut(name) {
  const { outputFiles } = await build({
    entryPoints: [join(root, `src/${name}.ts`)],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifySyntax: true,
    external: ['twilio'],
    plugins: await plugins(),
  })
  return outputFiles[0].text
    .split(/^\/\/ (?=(?:src|node_modules|lazy:)[^\n]*$)/m)
    .map((text, index) => {
      if (index === 0) return { part: 'the door itself', text }
      const end = text.indexOf('\n')
      return { part: partOf(text.slice(0, end)), text: text.slice(end + 1) }
    })
}

for (const name of ['decide', 'functions']) {
  const pieces = await cut(name)
  const parts = [...new Set(pieces.map(({ part }) => part))]
  const textOf = (part) =>
    pieces
      .filter((one) => one.part === part)
      .map(({ text }) => text)
      .join('\n')
  for (const [index, part] of parts.entries())
    writeFileSync(join(scratch, `${name}-${index}`), textOf(part))
  const whole = join(root, `node_modules/.cache/countersign-${name}.cjs`)
  writeFileSync(
    whole,
    ['', ...pieces.map(({ text }) => text)]
      .map(
        (text, at) => `${text}\n;globalThis.lap(${JSON.stringify(pieces[at - 1]?.part ?? '')});\n`,
      )
      .join(''),
  )
  const compile = `${CLOCK}
    const { readFileSync } = require('node:fs'); const { Script } = require('node:vm')
    const texts = ${JSON.stringify(parts)}.map((part, index) => [part, readFileSync(${JSON.stringify(join(scratch, name))} + '-' + index, 'utf8')])
    new Script('0'); last = clock()
    for (const [part, text] of texts) { new Script(text); lap(part) }`
  const run = `${CLOCK}; globalThis.lap = lap; last = clock(); require(${JSON.stringify(whole)});`
  const [compiled, ran] = inTurn([compile + print, run + print])
  rmSync(whole)
  console.log(`\ncountersign/${name} by bundled part, ms of CPU\n`)
  console.table(
    parts
      .map((part) => ({
        part,
        kB: Math.round(Buffer.byteLength(textOf(part)) / 1_000),
        compile: compiled[part],
        run: ran[part],
      }))
      .toSorted((a, b) => b.compile + b.run - a.compile - a.run)
      .slice(0, 16),
  )
}
rmSync(scratch, { recursive: true, force: true })
