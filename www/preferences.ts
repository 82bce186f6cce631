/** Small choices that are kept from one visit to the next. Where storage is switched off, they last as long as the page. */
const here = new Map<string, string>();

/** What was chosen under a name. */
export function preference(name: string): string | undefined {
  try {
    return localStorage.getItem(`unisono-${name}`) ?? undefined;
  } catch {
    return here.get(name);
  }
}

/** Keeps a choice. */
export function prefer(name: string, value: string): void {
  try {
    localStorage.setItem(`unisono-${name}`, value);
  } catch {
    here.set(name, value);
  }
}
