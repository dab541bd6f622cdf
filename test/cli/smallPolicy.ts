/** A policy of two classes and two routes, with a test and a promise that hold. */
export const SMALL_POLICY = `policy: small
version: 1
classes:
  money: { fields: [balance], masked: { write: verified, read: verified }, full: { write: verified, read: verified, maxAge: 15m } }
  name: { fields: [name], full: { write: recognized, read: recognized } }
stepUp: [login]
routes:
  - { id: known, when: { trust: recognized }, queue: care, timeout: 5m, overflow: front }
  - { id: general, queue: front }
tests:
  - name: a stranger hears nothing
    given: { channel: sms, address: '+14155550100' }
    expect: { trust: claimed, route: general }
invariants:
  - { name: no money below verified, never: { class: money, at_least: masked }, when: { trust_below: verified } }
`

/** As little as a test, a proof and a comparison are about, for calls of every command. */
export const SHORT_POLICY = `policy: short
version: 1
classes:
  money: { fields: [balance], full: { write: verified, read: verified } }
routes:
  - { id: known, when: { trust: recognized }, queue: care, timeout: 5m, overflow: front }
  - { id: general, queue: front }
${SMALL_POLICY.slice(SMALL_POLICY.indexOf('tests:'))}`
