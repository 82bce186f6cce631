/** The line between two columns, which mouse, finger and keyboard move. */
import { h } from './dom.js';
import { prefer, preference } from './preferences.js';
import { t } from './words.js';

/** Shares of the width that the first column may have, in percent. */
const LEAST = 25;
const MOST = 75;
const USUAL = 44;
const STEP = 2;

/** A line that moves the share of the first column of a box; the share is kept under a name. */
export function splitter(box: HTMLElement, name: string): HTMLElement {
  const line = h('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: 0,
    'aria-orientation': 'vertical',
    'aria-label': t('splitter'),
    'aria-valuemin': LEAST,
    'aria-valuemax': MOST,
  });
  let share = USUAL;
  const set = (wish: number) => {
    share = Math.min(MOST, Math.max(LEAST, wish));
    box.style.setProperty('--share', `${share}%`);
    line.setAttribute('aria-valuenow', String(Math.round(share)));
  };
  set(Number(preference(name)) || USUAL);
  const keep = () => prefer(name, String(share));
  line.addEventListener('pointerdown', (event) => {
    line.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  line.addEventListener('pointermove', (event) => {
    if (!line.hasPointerCapture(event.pointerId)) return;
    const { left, right, width } = box.getBoundingClientRect();
    const rtl = getComputedStyle(box).direction === 'rtl';
    set((100 * (rtl ? right - event.clientX : event.clientX - left)) / width);
  });
  line.addEventListener('pointerup', keep);
  line.addEventListener('dblclick', () => {
    set(USUAL);
    keep();
  });
  line.addEventListener('keydown', (event) => {
    const by: Record<string, number> = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -100, End: 100 };
    const step = by[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(share + step);
    keep();
  });
  return line;
}
