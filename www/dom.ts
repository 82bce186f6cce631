/** Makes elements. Text goes in as text: nothing of a page is ever read as HTML. */

export type Child = Node | string | undefined | false;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes (`true` for one without a value, `false` and undefined for none) and children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...present(children));
  return element;
}

/** A button with what it does. */
export function button(attributes: Attributes, onClick: () => void, ...children: readonly Child[]): HTMLButtonElement {
  const element = h('button', { type: 'button', ...attributes }, ...children);
  element.addEventListener('click', onClick);
  return element;
}

/** A choice of one of several values. */
export function select(
  attributes: Attributes,
  options: readonly (readonly [value: string, label: string])[],
  value: string,
  onChange: (value: string) => void,
): HTMLSelectElement {
  const element = h('select', attributes, ...options.map(([value, label]) => h('option', { value }, label)));
  element.value = value;
  element.addEventListener('change', () => onChange(element.value));
  return element;
}

/** The children that are there. */
export function present(children: readonly Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child !== undefined && child !== false);
}

/** An element of `index.html`. */
export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found as T;
}

/** Gives a file to keep. */
export function save(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  h('a', { href: address, download: name }).click();
  // The download has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Whether the next paint has been given a chance: long work is cut into parts by this. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
