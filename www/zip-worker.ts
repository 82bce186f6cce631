/** Unpacks an archive off the main thread. */
import { unzipSync } from 'fflate';
import { kindOf, settings } from './given.js';

/** What it answers: the files, or that they are too much, or what is wrong. */
export type Unpacked =
  | { files: [path: string, bytes: Uint8Array<ArrayBuffer>][] }
  | { tooMuch: true }
  | { problem: string };

self.addEventListener('message', ({ data }: MessageEvent<{ bytes: Uint8Array; most: number }>) => {
  self.postMessage(unpack(data.bytes, data.most));
});

function unpack(bytes: Uint8Array, most: number): Unpacked {
  let total = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (name.endsWith('/') || !useful(name)) return false;
    total += originalSize;
    return total <= most;
  };
  try {
    const files = Object.entries(unzipSync(bytes, { filter }));
    if (total > most) return { tooMuch: true };
    return { files: files.map(([path, bytes]) => [path, new Uint8Array(bytes)]) };
  } catch (problem) {
    return { problem: problem instanceof Error ? problem.message : String(problem) };
  }
}

function useful(name: string): boolean {
  const hidden = name.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
  return !hidden && (kindOf(name) !== 'other' || name === settings || name.endsWith(`/${settings}`));
}
