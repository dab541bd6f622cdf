/** What kind of value a key holds. */
export type KeyType = 'text' | 'number' | 'boolean' | 'list' | 'object'

/** Keys that expressions may read, as dot paths, and what they hold. `*` at the end stands for any one name. */
export type KnownKeys = Readonly<Record<string, KeyType>>

/** The keys of the task attributes that this library emits. Claims are left out: nothing may be routed by them. */
export const EMITTED_KEYS: KnownKeys = {
  'countersign.shape': 'number',
  'countersign.status': 'text',
  'countersign.level': 'text',
  'countersign.rank': 'number',
  'countersign.write': 'number',
  'countersign.read': 'number',
  'countersign.resolution': 'text',
  'countersign.customer': 'text',
  'countersign.acting_for': 'text',
  'countersign.acting_as': 'list',
  'countersign.bottleneck': 'text',
  'countersign.route': 'text',
  'countersign.queue': 'text',
  'countersign.priority': 'number',
  'countersign.skills': 'list',
  'countersign.known_worker': 'text',
  'countersign.channel': 'text',
  'countersign.redaction.*': 'text',
  'countersign.disclosure.*': 'text',
  'countersign.actions.*': 'text',
  'countersign.step_up': 'list',
  'countersign.reasons': 'list',
  'countersign.valid_until': 'text',
  'countersign.policy': 'text',
  'countersign.version': 'number',
  'countersign.digest': 'text',
  'countersign.shed': 'list',
}

/** The keys that Flex gives a conversation's task (https://www.twilio.com/docs/flex/developer/conversations/interactions-api). */
export const FLEX_KEYS: KnownKeys = {
  channelType: 'text',
  conversationSid: 'text',
  flexInteractionSid: 'text',
  flexInteractionChannelSid: 'text',
  flexChannelInviteSid: 'text',
  direction: 'text',
  initiatedBy: 'text',
}

/**
 * The keys that a new task of an inbound message may carry besides, from Studio, from the legacy Flex Flow and from
 * forms (https://www.twilio.com/docs/flex/developer/messaging/manage-flows).
 */
export const INBOUND_KEYS: KnownKeys = {
  channel: 'text',
  channelSid: 'text',
  customerAddress: 'text',
  customerName: 'text',
  from: 'text',
  to: 'text',
  name: 'text',
  type: 'text',
  initialMessage: 'text',
  'claimed.*': 'text',
  'conversations.*': 'text',
  'customers.*': 'text',
  'pre_engagement_data.*': 'text',
  'preEngagementData.*': 'text',
}

/** Finds what a key holds; `null` for one that is not known. Of a list, an index holds text. */
export function findKey(keys: KnownKeys, path: readonly (string | number)[]): KeyType | null {
  const names = path.filter((step) => typeof step === 'string')
  const exact = ownKey(keys, names.join('.'))
  if (exact !== undefined) return names.length === path.length ? exact : 'text'
  return ownKey(keys, [...names.slice(0, -1), '*'].join('.')) ?? null
}

/** Leaves out the prefix of the task, under which its attributes stand in targets. */
export const withoutTask = (path: readonly (string | number)[]): readonly (string | number)[] =>
  path[0] === 'task' ? path.slice(1) : path

/** Gives a key of the table itself, and none that every object has. */
const ownKey = (keys: KnownKeys, name: string): KeyType | undefined =>
  Object.hasOwn(keys, name) ? keys[name] : undefined
