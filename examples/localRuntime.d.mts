export interface LocalRuntime {
  readonly url: string
  stop(): Promise<void>
  log(): string
}

export function startRuntime(settings: {
  readonly project: string
  readonly env?: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
}): Promise<LocalRuntime>

export function callAsStudio(
  url: string,
  parameters: Readonly<Record<string, string>>,
  headers?: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly type: string; readonly text: string }>

export function linkPackage(project: string): void

/** A port of this machine that nobody uses. */
export function freePort(): Promise<number>
