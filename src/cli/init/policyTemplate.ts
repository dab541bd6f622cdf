/** The policy a new project starts from: small, and every line of it to be changed. */
export const POLICY = `# What each level of trust opens. Change it freely: npm test says what broke.
# Levels: anonymous, claimed, recognized (address on file), verified (proved), strong (two proofs).
policy: my-business
version: 1
packs: [gdpr]

classes: # rows: kinds of data; a rung that is not named is never given
  contact: # name, e-mail, phone, address
    fields: [name, email, phone, address.*]
    confirm: { write: recognized, read: recognized }
    full: { write: verified, read: verified, maxAge: 24h }
  orders:
    fields: [orders.*]
    masked: { write: recognized, read: recognized }
    full: { write: verified, read: verified, maxAge: 1h }

actions:
  change_address: { write: strong, read: verified, maxAge: 5m, notify: old_address }

stepUp: [verify_sms, verify_email] # what you can ask for, preferred first

routes: # first match; the last has no condition. Queues are named in sids.json
  - { id: risk, when: { risk: [sim_swap, conflict] }, queue: specialists, priority: 10, timeout: 10m, overflow: care }
  - { id: verified, when: { trust: verified }, queue: care, priority: 5, timeout: 10m, overflow: front-desk }
  - { id: general, queue: front-desk }

redact: # what is hidden from whom in text
  agent: { payment_card: mask }
  log: { default: drop }

tests: # countersign test; a class that is not named is expected to be withheld
  - name: a stranger is told nothing
    given: { channel: sms, address: '+14155550199' }
    expect: { trust: claimed, route: general }
  - name: a number on file is recognized, not verified
    given:
      channel: sms
      address: '+14155550100'
      evidence:
        - kind: directory
          at: '2026-11-22T09:59:00Z'
          query: { address: '+14155550100' }
          matches: [{ customer: C-1001, basis: verified, since: '2024-03-01', confirmed: '2026-10-30' }]
    expect: { trust: recognized, contact: confirm, orders: masked, route: general }

invariants: # countersign prove: true of every conversation there can be
  - name: nobody who proved nothing hears of orders in full
    never: { class: orders, at_least: full }
    when: { trust_below: verified }
  - name: an address changes on two proofs only
    never: { action: change_address, answer: allow }
    when: { trust_below: strong }
`

/** Customers of nobody, to try the policy on; a directory of your own takes its place. */
export const CUSTOMERS = `${JSON.stringify(
  [
    {
      customer: 'C-1001',
      addresses: [
        {
          address: '+14155550100',
          basis: 'verified',
          since: '2024-03-01',
          confirmed: '2026-11-01',
        },
        {
          address: 'ada@example.com',
          basis: 'verified',
          since: '2024-03-01',
          confirmed: '2026-11-01',
        },
      ],
    },
  ],
  null,
  2,
)}
`
