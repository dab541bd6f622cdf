import { channels } from '../../../src/channels/index.js'
import type { Result } from '../../../src/model/index.js'

/** A SID of a kind, in Twilio's form. */
export const sid = (prefix: string): string => prefix + '0123456789abcdef'.repeat(2)

/** Gives what was written, or fails the test with the issues. */
export const take = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

/** Codes and places of a refusal; empty where nothing was refused. */
export const issuesOf = (result: Result<unknown>): readonly (readonly [string, string])[] =>
  result.ok ? [] : result.issues.map(({ code, path }) => [code, path] as const)

/** Where a business receives by another address than one of a person. */
const OWN: Readonly<Record<string, string>> = {
  sms: '+18005550199',
  mms: '+18005550199',
  group_mms: '+18005550199',
  rcs: 'rcs:brand_example_agent',
  whatsapp: 'whatsapp:+18005550199',
  apple: 'urn:mbid:AQAAexample',
  web_chat: 'widget',
  web_chat_authenticated: 'widget',
  in_app: 'widget',
  email: 'care@example.com',
  custom: 'kiosk:desk',
}

/** A business address that can receive, for each channel: of a platform, one that has the form of any account. */
export const BUSINESS: Readonly<Record<string, string>> = Object.fromEntries(
  channels.map(({ name, examples }) => [name, OWN[name] ?? examples.valid[0] ?? '']),
)

/** Routing that Twilio would take. */
export const routing = {
  workspaceSid: sid('WS'),
  workflowSid: sid('WW'),
  taskChannel: 'chat',
  priority: 5,
  timeout: 3600,
  attributes: { countersign: { rank: 3, route: 'verified' }, claimed: {} },
}

/** Attributes of a task with a live conversation behind it. */
export const liveTask = {
  conversationSid: sid('CH'),
  flexInteractionSid: sid('KD'),
  flexInteractionChannelSid: sid('UO'),
  channelType: 'web',
  customerAddress: 'FX01',
}
