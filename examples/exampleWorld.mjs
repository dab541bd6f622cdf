import { startFakeTwilio } from './fakeTwilio.mjs'
import { callAsStudio, startRuntime } from './localRuntime.mjs'
import { makeShop } from './shopProject.mjs'
import { startLogin } from './signIn.mjs'

const hex = (prefix) => `${prefix}${'0'.repeat(32)}`
// What most people here come for, where a message does not say.
const ASKED = { classes: 'orders' }

/**
 * Starts the example in Twilio's local runtime, with stand-ins on this machine for the services it calls. `call` calls
 * one of its functions as Studio does; `stop` ends everything.
 */
export async function startExample({
  project,
  env = {},
  flags = ['--no-fork-process', '--no-live'],
} = {}) {
  const shop = project === undefined ? await makeShop() : null
  const twilio = await startFakeTwilio({ code: '123456' })
  const login = await startLogin()
  twilio.settings.jwks = login.jwks
  const clean = {
    last_sim_swap: { last_sim_swap_date: null, swapped_period: 'PT240H', swapped_in_period: false },
    error_code: null,
  }
  const mobile = { type: 'mobile', carrier_name: 'Example', error_code: null }
  const kept = { last_verified_date: '2024-03-01', is_number_reassigned: 'no', error_code: null }
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString()
  const swapped = {
    last_sim_swap: {
      last_sim_swap_date: hourAgo,
      swapped_period: 'PT240H',
      swapped_in_period: true,
    },
    error_code: null,
  }
  const packages = { sim_swap: clean, line_type_intelligence: mobile, reassigned_number: kept }
  twilio.settings.lookups.set('+14155550100', packages)
  twilio.settings.lookups.set('+14155550123', { ...packages, sim_swap: swapped })
  const runtime = await startRuntime({
    project: project ?? shop.folder,
    flags,
    env: {
      ACCOUNT_SID: hex('AC'),
      AUTH_TOKEN: '0'.repeat(32),
      TWILIO_API: twilio.url,
      VERIFY_SERVICE_SID: hex('VA'),
      SYNC_SERVICE_SID: hex('IS'),
      WEB_CHAT_ADDRESS_SID: hex('IG'),
      LOOKUP_PACKAGES: 'sim_swap,line_type_intelligence,reassigned_number',
      LOGIN_ISSUER: 'https://login.example.com',
      LOGIN_AUDIENCE: 'acme-shop',
      LOGIN_KEYS_URL: `${twilio.url}/login.example.com/jwks.json`,
      LOGIN_CUSTOMER_CLAIM: 'customer_id',
      PAGES: 'https://www.example.com',
      LEDGER_KEYS: 'k1:a secret of this example - thirty-two bytes or more',
      ...env,
    },
  }).catch(async (error) => {
    await twilio.stop()
    shop?.remove()
    throw error
  })
  const call = async (path, parameters, headers) => {
    const told = path === 'decide' ? { ...ASKED, ...parameters } : parameters
    const answer = await callAsStudio(`${runtime.url}/${path}`, told, headers)
    return {
      ...answer,
      json: answer.type.startsWith('application/json') ? JSON.parse(answer.text) : null,
    }
  }
  return {
    twilio,
    login,
    runtime,
    call,
    stop: async () => {
      await Promise.all([runtime.stop(), twilio.stop()])
      shop?.remove()
    },
    verify: async (message, method, code) => {
      await call('verify-start', { ...message, method })
      return (await call('verify-check', { ...message, code })).json?.ledger ?? ''
    },
    signedInChat: async () => {
      const login_token = await login.signIn('u-77', 'C-1001')
      const form = '{"friendlyName":"Ada","query":"My order"}'
      const { json } = await call('webchat-start', { login_token, form })
      const attributes = JSON.parse(twilio.state.conversations.get(json?.conversation_sid) ?? '{}')
      return { conversation: json?.conversation_sid, identity: json?.identity, attributes }
    },
  }
}
