/** Archives: unpacked when given, packed when taken away. The code for it is loaded when it is needed. */
import { t } from './words.js';
import type { Unpacked } from './zip-worker.js';

/** All that is unpacked of one archive, in bytes: more would be no documentation, but a bomb. */
const MOST = 512 << 20;

/** The files of an archive that are of use. */
export async function unpacked(bytes: Uint8Array): Promise<[path: string, bytes: Uint8Array<ArrayBuffer>][]> {
  const worker = new Worker(new URL('./zip-worker.js', import.meta.url), { type: 'module' });
  try {
    const answer = await new Promise<Unpacked>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Unpacked>) => resolve(data));
      worker.addEventListener('error', (event) => reject(new Error(event.message)));
      worker.postMessage({ bytes, most: MOST }, [bytes.buffer]);
    });
    if ('files' in answer) return answer.files;
    throw new Error('problem' in answer ? answer.problem : t('intake.zip-too-large', { size: `${MOST >> 20} MiB` }));
  } finally {
    worker.terminate();
  }
}

/** An archive of files. */
export async function packed(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array<ArrayBuffer>> {
  const { zipSync } = await import('fflate');
  return new Uint8Array(zipSync(files, { level: 6 }));
}
