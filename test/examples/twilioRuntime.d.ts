/** What Twilio gives every Function beside its arguments. */
declare const Runtime: {
  getFunctions(): Record<string, { readonly path: string }>
  getAssets(): Record<string, { open(): string } | undefined>
}
