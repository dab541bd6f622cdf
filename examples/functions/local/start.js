const { spawn } = require('node:child_process')
const { randomBytes } = require('node:crypto')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { startTwilio } = require('./twilio')

const root = join(__dirname, '..')
const env = join(root, '.env')
const key = () => `k1:${randomBytes(32).toString('hex')}`

const namesIn = (text) =>
  [...text.matchAll(/^ *(?:export +)?([A-Za-z_]\w*) *=/gm)].map(([, name]) => name)
const letters = (name) => name.toUpperCase().replace(/_|S$/g, '')

/** Says which settings have no name of the example: a Function answers as if they were not set. */
exports.unknownSettings = (text, example) => {
  const known = namesIn(example)
  return namesIn(text)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = known.find((one) => letters(one) === letters(name))
      return `.env: ${name} is not in .env.example${meant ? `, did you mean ${meant}?` : ''}`
    })
}

const main = async () => {
  const example = readFileSync(join(root, '.env.example'), 'utf8')
  if (!existsSync(env)) {
    writeFileSync(env, example.replace(/^LEDGER_KEYS=$/m, `LEDGER_KEYS=${key()}`), { mode: 0o600 })
    console.error('.env was made, with a key of its own')
  }
  let text = readFileSync(env, 'utf8')
  for (const line of exports.unknownSettings(text, example)) console.error(line)
  if (!/^ACCOUNT_SID=AC[0-9a-f]{32}/m.test(text)) {
    const settings = {
      ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      AUTH_TOKEN: 'none',
      VERIFY_SERVICE_SID: `VA${'0'.repeat(32)}`,
      SYNC_SERVICE_SID: '',
      TWILIO_API: await startTwilio('123456'),
    }
    for (const [name, value] of Object.entries(settings)) text += `\n${name}=${value}`
    console.error('no ACCOUNT_SID in .env: nothing is sent, and every code is 123456')
  }
  writeFileSync(join(root, '.env.start'), `${text}\n`, { mode: 0o600 })
  const run = require.resolve('twilio-run/package.json')
  // One process whose modules stay loaded: by default every call starts anew, and forgets which code was sent.
  const flags = ['--no-fork-process', '--no-live', '--cwd', root, '--env', '.env.start']
  const args = [
    join(dirname(run), 'bin/twilio-run.js'),
    'start',
    ...flags,
    ...process.argv.slice(2),
  ]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  process.on('SIGINT', () => child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', (code) => process.exit(code ?? 1))
}

if (require.main === module)
  main().catch((error) => {
    console.error(error)
    process.exit(1)
  })
