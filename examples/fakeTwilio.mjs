import { createServer } from 'node:http'

const LIMIT = 65_536

/**
 * A small stand-in for the Twilio services the example calls, on this machine: Verify, Sync, Lookup, Flex web chat,
 * Conversations, Flex tokens. It speaks their wire format, so the real `twilio` client is what calls it. `code` is
 * the one code every verification expects; `fail` makes a service answer with a status instead.
 */
export async function startFakeTwilio({ code = '123456' } = {}) {
  const state = {
    code,
    verifications: new Map(),
    documents: new Map(),
    conversations: new Map(),
    participants: new Map(),
    messages: [],
    closed: new Set(),
    created: new Map(),
    count: 0,
  }
  const settings = {
    fail: new Map(),
    delay: 0,
    drip: 0,
    isGone: false,
    token: null,
    lookups: new Map(),
    workers: new Map(),
  }
  const calls = []
  const serve = async (request, response) => {
    const body = await read(request)
    const [path, query] = request.url.split('?')
    const [, host, ...steps] = path.split('/')
    const { method, headers } = request
    const asked = Object.fromEntries(new URLSearchParams(query))
    const record = { method, host, path: `/${steps.join('/')}`, query: asked, body, answer: null }
    calls.push(record)
    if (settings.isGone) return response.destroy()
    if (settings.delay > 0) await new Promise((done) => setTimeout(done, settings.delay))
    const failure = isStranger(headers, settings) ? 401 : settings.fail.get(host)
    const call = { method, host, path: steps, query: new URLSearchParams(query), body, headers }
    const answer = failure === undefined ? route(call, state, settings) : error(failure, 20_001)
    record.answer = answer
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    const text = JSON.stringify(answer.body)
    if (settings.drip > 0) await drip(response, text, settings.drip)
    response.end(settings.drip > 0 ? '' : text)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    calls,
    settings,
    state,
    forget: () => {
      calls.length = 0
      state.messages.length = 0
      for (const kept of Object.values(state))
        if (kept instanceof Map || kept instanceof Set) kept.clear()
    },
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(done)
      }),
  }
}

/** Where an auth token is set, only who brings it is answered. */
const isStranger = ({ authorization = '' }, { token }) =>
  token !== null && !atob(authorization.replace('Basic ', '')).endsWith(`:${token}`)

// A tenth of the text at a time.
async function drip(response, text, pause) {
  const size = Math.ceil(text.length / 10)
  for (let at = 0; at < text.length && !response.destroyed; at += size) {
    response.write(text.slice(at, at + size))
    await new Promise((done) => setTimeout(done, pause))
  }
}

async function read(request) {
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > LIMIT) return {}
  }
  if (request.headers['content-type']?.startsWith('application/json')) return JSON.parse(text)
  return Object.fromEntries(new URLSearchParams(text))
}

const ok = (body, status = 200) => ({ status, body })
const error = (status, code) => ({ status, body: { code, message: 'refused', status } })
const sid = (state, prefix) => `${prefix}${String(++state.count).padStart(32, '0')}`

function route(call, state, settings) {
  switch (call.host) {
    case 'verify.twilio.com':
      return call.path.at(-1) === 'Verifications'
        ? startVerification(call, state)
        : check(call, state)
    case 'sync.twilio.com':
      return sync(call, state)
    case 'lookups.twilio.com':
      return lookUp(call, settings)
    case 'flex-api.twilio.com':
      return startWebChat(call, state)
    case 'conversations.twilio.com':
      if (call.path[3] === 'Messages') return postMessage(call, state)
      return call.path[3] === 'Participants' ? participants(call, state) : conversation(call, state)
    case 'iam.twilio.com':
      return validate(call, settings)
    case 'login.example.com':
      return ok(settings.jwks ?? { keys: [] })
    default:
      return error(404, 20_404)
  }
}

const verificationOf = ({ body, path }, fields) => ({
  service_sid: path[2],
  account_sid: `AC${'0'.repeat(32)}`,
  amount: body.Amount ?? null,
  payee: body.Payee ?? null,
  date_created: '2026-11-22T10:00:00Z',
  date_updated: '2026-11-22T10:00:00Z',
  ...fields,
})

function startVerification(call, state) {
  const one = {
    sid: sid(state, 'VE'),
    to: call.body.To,
    channel: call.body.Channel,
    tries: 0,
    open: true,
  }
  state.verifications.set(one.sid, one)
  return ok(verificationOf(call, { ...publicPart(one), status: 'pending', valid: false }), 201)
}

const publicPart = ({ sid: id, to, channel }) => ({ sid: id, to, channel })

// As Verify does: a wrong code is 200 `pending`, the sixth check 429 (60202), a spent or unknown one 404 (20404).
function check(call, state) {
  const one = state.verifications.get(call.body.VerificationSid)
  if (one === undefined || !one.open) return error(404, 20_404)
  one.tries += 1
  if (one.tries > 5) return error(429, 60_202)
  const isRight = call.body.Code === state.code
  one.open = !isRight
  const status = isRight ? 'approved' : 'pending'
  return ok(verificationOf(call, { ...publicPart(one), status, valid: isRight }), 201)
}

function sync({ method, path, body, headers }, { documents }) {
  if (path[3] === undefined) return ok({ sid: path[2] })
  const name = decodeURIComponent(path[4] ?? body.UniqueName ?? '')
  const kept = documents.get(name)
  const found = kept === undefined || kept.until <= Date.now() ? undefined : kept
  const show = ({ data, revision }) => ok({ unique_name: name, data, revision: String(revision) })
  const keep = () => {
    const until = body.Ttl > 0 ? Date.now() + body.Ttl * 1_000 : Number.POSITIVE_INFINITY
    documents.set(name, {
      data: JSON.parse(body.Data),
      revision: (kept?.revision ?? -1) + 1,
      until,
    })
    return show(documents.get(name))
  }
  if (path[4] === undefined) {
    if (found !== undefined) return error(409, 54_301)
    return ok(keep().body, 201)
  }
  if (found === undefined) return error(404, 20_404)
  if (method === 'GET') return show(found)
  if (headers['if-match'] !== String(found.revision)) return error(412, 54_103)
  return keep()
}

function lookUp({ path, query }, { lookups }) {
  const number = decodeURIComponent(path[2])
  return ok({
    calling_country_code: '1',
    country_code: 'US',
    phone_number: number,
    valid: true,
    validation_errors: [],
    sim_swap: null,
    line_type_intelligence: null,
    ...(query.get('Fields') && lookups.get(number)),
  })
}

function startWebChat({ body }, state) {
  const conversationSid = sid(state, 'CH')
  const identity = body.Identity ?? sid(state, 'FX')
  const attributes = JSON.stringify({ pre_engagement_data: JSON.parse(body.PreEngagementData) })
  state.conversations.set(conversationSid, attributes)
  state.created.set(conversationSid, new Date().toISOString())
  state.participants.set(conversationSid, [{ identity, messaging_binding: null }])
  return ok({ conversation_sid: conversationSid, identity }, 201)
}

function postMessage({ path, body }, { conversations, messages }) {
  if (!conversations.has(path[2])) return error(404, 20_404)
  messages.push({ conversation: path[2], ...body })
  return ok({ sid: `IM${String(messages.length).padStart(32, '0')}`, ...body }, 201)
}

function conversation({ method, path, body }, { closed, conversations, created }) {
  const id = path[2]
  if (!conversations.has(id)) return error(404, 20_404)
  if (method === 'POST') conversations.set(id, body.Attributes)
  return ok({
    sid: id,
    attributes: conversations.get(id),
    state: closed.has(id) ? 'closed' : 'active',
    date_created: created.get(id) ?? '2026-11-22T10:00:00Z',
  })
}

// A page at a time, as Twilio does: whoever stops at the first misses the rest.
function participants({ path, query }, { participants: all }) {
  const found = all.get(path[2])
  if (found === undefined) return error(404, 20_404)
  if (path[4] !== undefined) {
    const index = found.findIndex(({ identity }) => identity === decodeURIComponent(path[4]))
    return index < 0 ? error(404, 20_404) : ok(participant(path[2], index, found[index]))
  }
  const size = Math.min(Number(query.get('PageSize') ?? 50), 100)
  const page = Number(query.get('Page') ?? 0)
  const address = `https://conversations.twilio.com/v1/Conversations/${path[2]}/Participants`
  const urlOf = (at) => `${address}?PageSize=${size}&Page=${at}`
  const isLast = (page + 1) * size >= found.length
  return ok({
    meta: {
      page,
      page_size: size,
      first_page_url: urlOf(0),
      previous_page_url: page === 0 ? null : urlOf(page - 1),
      url: urlOf(page),
      next_page_url: isLast ? null : urlOf(page + 1),
      key: 'participants',
    },
    participants: found
      .slice(page * size, (page + 1) * size)
      .map((one, index) => participant(path[2], page * size + index, one)),
  })
}

const participant = (conversationSid, index, fields) => ({
  account_sid: `AC${'0'.repeat(32)}`,
  conversation_sid: conversationSid,
  sid: `MB${String(index).padStart(32, '0')}`,
  identity: null,
  attributes: '{}',
  messaging_binding: null,
  role_sid: `RL${'0'.repeat(32)}`,
  date_created: '2026-11-22T10:00:00Z',
  date_updated: '2026-11-22T10:00:00Z',
  url: `https://conversations.twilio.com/v1/Conversations/${conversationSid}/Participants/${index}`,
  last_read_message_index: null,
  last_read_timestamp: null,
  ...fields,
})

const validate = ({ body }, { workers }) =>
  workers.has(body.token)
    ? ok({ valid: true, code: 0, message: null, ...workers.get(body.token) })
    : ok({ valid: false, code: 20_401, message: 'refused' })
