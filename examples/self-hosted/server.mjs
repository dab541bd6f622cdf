// The server: `node server.mjs`, told by its environment where Redis and Twilio are. See README.md.
import { redisStore, toExpress } from 'countersign/functions'
import express from 'express'
import { connectRedis } from './connectRedis.mjs'
import { missingIn, readHandlers } from './handlers.mjs'
import { log, startTracing, traced } from './telemetry.mjs'

const ASKED_WITHIN = 1_000
const STOP_WITHIN = 10_000

const env = process.env
// How long a server that was told to end goes on taking calls while it says that it is not ready: as long as a balancer
// takes to notice.
const DRAIN = Number(env.DRAIN ?? 0)

// What a failure says may hold what somebody wrote: it is known by its kind, and whoever watches starts the server again.
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.once(event, () => {
    log('crashed', { code: event })
    process.exit(1)
  })

/** Ends the start with what is wrong: names, codes and places, never a value. */
const refuse = (code, fields) => {
  log('refused', { code, ...fields })
  process.exit(1)
}

const missing = missingIn(env)
if (missing.length > 0) refuse('not_set', { names: missing })

/** What makes the webhooks; a policy, customers or keys that are none are told with their faults. */
function handlersOrEnd() {
  try {
    return readHandlers(env)
  } catch (error) {
    return refuse('unusable', { name: error.issues && error.message, issues: error.issues })
  }
}
const handlersWith = handlersOrEnd()

const stopTracing = startTracing()
const redis = await connectRedis(env.REDIS_URL, { onError: () => log('redis_unreachable') })

// What a server of Redis evicts was never counted: such a one is refused. One that may forget at a restart is told of.
if (!/maxmemory_policy:noeviction/.test(await redis.info('memory'))) refuse('redis_evicts')
if (!/aof_enabled:1/.test(await redis.info('persistence'))) log('redis_forgets_at_restart')

let isStopping = false
const canReachRedis = () =>
  redis
    .withAbortSignal(AbortSignal.timeout(ASKED_WITHIN))
    .ping()
    .then(
      () => true,
      () => false,
    )
const inTime = (answer) =>
  Promise.race([answer, new Promise((done) => setTimeout(done, ASKED_WITHIN, false))])

const app = express()
app.disable('x-powered-by')
for (const [path, handler] of Object.entries(handlersWith(redisStore(redis)))) {
  app.post(path, toExpress(traced(path, handler)))
}
// Alive as long as it answers; ready while it can count and is not about to end, so that a balancer sends calls elsewhere.
app.get('/healthz', (_, response) => response.json({ status: 'alive' }))
app.get('/readyz', async (_, response) => {
  const code = isStopping ? 'stopping' : (await inTime(canReachRedis())) ? null : 'store_failed'
  response.status(code === null ? 200 : 503).json(code === null ? { status: 'ready' } : { code })
})
app.use((_, response) => response.status(404).json({ code: 'not_found' }))
// Four parameters make it Express's own handler of errors, which would otherwise show a stack.
app.use((_error, _request, response, _next) =>
  response.status(500).json({ code: 'internal_failure' }),
)

const server = app.listen(Number(env.PORT ?? 0), '127.0.0.1', () => {
  log('listening', { url: `http://127.0.0.1:${server.address().port}` })
})

// Calls that are being answered are answered, then the rest goes. A call that hangs keeps nothing for ever.
function stop() {
  if (isStopping) return
  isStopping = true
  log('stopping')
  setTimeout(close, DRAIN)
}

function close() {
  setTimeout(() => process.exit(1), STOP_WITHIN).unref()
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  server.close(async () => {
    clearInterval(idle)
    redis.destroy()
    await stopTracing()
    log('stopped')
    process.exit(0)
  })
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
