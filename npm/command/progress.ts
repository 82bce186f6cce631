/** How far a run is, on a terminal. */
import type { OnProgress } from '../node.js';

/** Nothing is shown before this many milliseconds have passed, nor more often. */
const PATIENCE = 1000;
const INTERVAL = 100;

/** Says nothing of it. */
export const noProgress: { on?: OnProgress; end(): void } = { end: () => {} };

/** A line on standard error that says how far a run is and how long it takes; nothing where that is no terminal. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): { on?: OnProgress; end(): void } {
  if (!stream.isTTY || process.env['TERM'] === 'dumb') return noProgress;
  const start = performance.now();
  let last = 0;
  let shown = false;
  return {
    on({ done, total }) {
      const now = performance.now();
      const passed = now - start;
      if (passed < PATIENCE || now - last < INTERVAL || total === 0) return;
      last = now;
      shown = true;
      const left = done > 0 ? `, ${duration((passed / done) * (total - done))} left` : '';
      stream.write(`\r\x1b[K${done} of ${total} document sets${left}`);
    },
    end() {
      if (shown) stream.write('\r\x1b[K');
    },
  };
}

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
