/** Light or dark: as the system is, until the toggle says otherwise. */
import { prefer, preference } from './preferences.js';

const CHOICE = 'theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Shows what was chosen before. */
export function showTheme(): void {
  const chosen = preference(CHOICE);
  if (chosen) document.documentElement.dataset['theme'] = chosen;
}

/** From light to dark, and back. */
export function toggleTheme(): void {
  const { dataset } = document.documentElement;
  const now = dataset['theme'] ?? (dark.matches ? 'dark' : 'light');
  dataset['theme'] = now === 'dark' ? 'light' : 'dark';
  prefer(CHOICE, dataset['theme']);
}
