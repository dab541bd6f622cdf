/**
 * A small policy of which a page shows one of each kind of thing that it can show. What depends on the kinds, and not on how
 * many there are, is looked at on its page; a test in the browser holds that it has every kind that the examples have.
 */
export const KINDS = `policy: kinds
version: 2
description: One of each kind of thing that a page shows.
packs: [ffiec]
regions: [US]
classes:
  open: { kind: public, fields: [open.**], full: anonymous }
  contact:
    fields: [name, phone]
    accept: anonymous
    confirm: { write: verified, read: verified, maxAge: 24h }
    full: { write: verified, read: verified, maxAge: 1h, source: House rule 1 }
  money:
    kind: financial
    fields: [balance]
    masked: { write: verified, read: verified, maxAge: 15m }
    full: { write: strong, read: strong, maxAge: 15m }
    agent: cards
  numbers: { kind: government_id, fields: [ssn], confirm: { write: strong, read: verified, maxAge: 5m } }
  visits: { kind: phi, fields: [visits.*], full: { write: verified, read: verified, maxAge: 1h }, deliver_to_record: recognized }
actions:
  block_card: { write: recognized, notify: address_on_file }
  reset_login: { kind: change_credential, denied: true, write: strong, source: In the branch only }
  statement: { write: verified, maxAge: 1h, deliver_to_record: recognized }
  dispute: { write: verified, methods: [session, verify_check] }
stepUp: [login, verify_sms]
issuers:
  - { issuer: "https://id.example.com", amr: { pwd: verified, hwk: strong } }
routes:
  - { id: fraud, when: { risk: [sim_swap, fraud] }, queue: fraud-desk, timeout: 10m, overflow: care, priority: 20, skills: [fraud] }
  - { id: cards, when: { trust: verified, intent: money }, queue: cards }
  - { id: known, when: { trust: recognized }, queue: care }
  - { id: general, queue: care }
risk: { quarantine: 60d }
redact:
  customer: { default: mask }
  agent: { default: mask, phone: keep }
  log: { default: drop }
tests:
  - name: a stranger hears what everybody may
    given: { channel: sms, address: "+14155550111" }
    expect: { trust: claimed, open: full, contact: accept, route: general }
invariants:
  - { name: no balance below verified, never: { class: money, at_least: masked }, when: { trust_below: verified } }
  - { name: no contact below verified, never: { class: contact, at_least: confirm }, when: { trust_below: verified } }
  - { name: a swapped SIM is seen by the fraud desk, always: { route: fraud }, when: { risk: sim_swap } }
`
