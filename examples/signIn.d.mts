export function startLogin(): Promise<{
  readonly jwks: unknown
  signIn(subject: string, customer: string): Promise<string>
}>
