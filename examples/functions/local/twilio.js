const { createServer } = require('node:http')

/** Answers as Verify does, expecting one code; everything else is not found. Gives its address. */
exports.startTwilio = (code) => {
  const sent = new Map()
  const answer = (path, body) => {
    if (path.endsWith('/Verifications')) {
      const sid = `VE${String(sent.size + 1).padStart(32, '0')}`
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
      const [status, json] = answer((request.url ?? '').split('?')[0], body)
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(json))
    })
  })
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () => {
      const place = server.address()
      done(`http://127.0.0.1:${typeof place === 'string' ? place : place?.port}`)
    }),
  )
}
