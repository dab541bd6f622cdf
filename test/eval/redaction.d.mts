/** Runs the command with arguments and streams, and gives its exit code. */
export function main(
  args: readonly string[],
  streams: { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream },
): Promise<number>
