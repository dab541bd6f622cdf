/** Serves the functions on this machine: with the account that `.env` names, or with a stand-in for Twilio. */
export const LOCAL_START = `const { spawn } = require('node:child_process')
const { randomBytes } = require('node:crypto')
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const { dirname, join } = require('node:path')
const { startTwilio } = require('./twilio')

const root = join(__dirname, '..')
const env = join(root, '.env')
const key = () => 'k1:' + randomBytes(32).toString('hex')

if (!existsSync(env)) {
  const example = readFileSync(join(root, '.env.example'), 'utf8')
  writeFileSync(env, example.replace(/^LEDGER_KEYS=$/m, 'LEDGER_KEYS=' + key()), { mode: 0o600 })
  console.error('.env was made, with a key of its own')
}

const main = async () => {
  let text = readFileSync(env, 'utf8')
  if (!/^ACCOUNT_SID=AC[0-9a-f]{32}/m.test(text)) {
    const settings = {
      ACCOUNT_SID: 'AC' + '0'.repeat(32),
      AUTH_TOKEN: 'none',
      VERIFY_SERVICE_SID: 'VA' + '0'.repeat(32),
      SYNC_SERVICE_SID: '',
      TWILIO_API: await startTwilio('123456'),
    }
    for (const [name, value] of Object.entries(settings)) text += '\\n' + name + '=' + value
    console.error('no ACCOUNT_SID in .env: nothing is sent, and every code is 123456')
  }
  writeFileSync(join(root, '.env.start'), text + '\\n', { mode: 0o600 })
  const run = require.resolve('twilio-run/package.json')
  // One process whose modules stay loaded: by default every call starts anew, and forgets which code was sent.
  const flags = ['--no-fork-process', '--no-live', '--cwd', root, '--env', '.env.start']
  const args = [join(dirname(run), 'bin/twilio-run.js'), 'start', ...flags, ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}

main()
`

/** The stand-in: Verify over HTTP on this machine, for a start without an account. */
export const LOCAL_TWILIO = `const { createServer } = require('node:http')

/** Answers as Verify does, expecting one code; everything else is not found. Gives its address. */
exports.startTwilio = (code) => {
  const sent = new Map()
  const answer = (path, body) => {
    if (path.endsWith('/Verifications')) {
      const sid = 'VE' + String(sent.size + 1).padStart(32, '0')
      sent.set(sid, { sid, to: body.To, channel: body.Channel })
      return [201, { ...sent.get(sid), status: 'pending', valid: false }]
    }
    const one = sent.get(body.VerificationSid)
    if (!path.endsWith('/VerificationCheck') || one === undefined)
      return [404, { status: 404, code: 20404, message: 'not found' }]
    const right = body.Code === code
    if (right) sent.delete(one.sid)
    return [201, { ...one, status: right ? 'approved' : 'pending', valid: right }]
  }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      const body = Object.fromEntries(new URLSearchParams(text))
      const [status, json] = answer(request.url.split('?')[0], body)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(json))
    })
  })
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => done('http://127.0.0.1:' + server.address().port)),
  )
}
`
