/** Standard output, written to the end before the process leaves. */
import type { WriteStream } from 'node:tty';

/** Where the report goes. */
export interface Output {
  readonly stream: WriteStream;
  /** Resolves when the text has left the process, or when nobody reads any more. */
  write(text: string): Promise<void>;
}

/** Output to a stream. A reader that closes early (`| head`) is not an error. */
export function outputTo(stream: WriteStream): Output {
  let closed = false;
  let failure: Error | undefined;
  stream.on('error', (problem: NodeJS.ErrnoException) => {
    closed = true;
    if (problem.code !== 'EPIPE') failure = problem;
  });
  return {
    stream,
    async write(text) {
      if (closed || text === '') return;
      await new Promise<void>((resolve) => stream.write(text, () => resolve()));
      if (failure) throw failure;
    },
  };
}

/** Whether to colour. `auto` means: on a terminal that can, unless NO_COLOR is set (https://no-color.org). */
export function wantsColor(when: 'auto' | 'always' | 'never', stream: WriteStream): boolean {
  if (when !== 'auto') return when === 'always';
  return stream.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}
