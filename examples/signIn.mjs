import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** A login service in miniature: a key of its own, the key set it publishes, and tokens for one person. */
export async function startLogin() {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'login-1', alg: 'ES256' }] }
  const signIn = (subject, customer) => {
    const now = Math.floor(Date.now() / 1_000)
    return new SignJWT({ customer_id: customer, amr: ['pwd'], auth_time: now - 60 })
      .setProtectedHeader({ alg: 'ES256', kid: 'login-1' })
      .setIssuer('https://login.example.com')
      .setAudience('acme-shop')
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + 3_600)
      .sign(privateKey)
  }
  return { jwks, signIn }
}
