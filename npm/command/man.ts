/** `unisono man`: the page of the manual, made of what `--help` says. */
import type { Output } from './output.js';
import { help, UsageError } from './usage.js';

/** Prints the page; resolves to the exit status. */
export async function man(args: readonly string[], version: string, output: Output): Promise<number> {
  if (args.length > 0) throw new UsageError('man takes no arguments: unisono man > unisono.1');
  await output.write(manPage(version));
  return 0;
}

function manPage(version: string): string {
  const [summary = '', ...lines] = help.split('\n');
  const page = [
    `.TH UNISONO 1 "" "unisono ${version}" "User commands"`,
    '.SH NAME',
    `unisono \\- ${roff(summary.replace(/^Unisono /, '').replace(/\.$/, ''))}`,
  ];
  for (const [at, line] of lines.entries()) {
    const [, item, what] = /^ {2}(\S.*?)(?: {2,}(\S.*))?$/.exec(line) ?? [];
    if (line === '') {
      // What comes next says what it is.
    } else if (item !== undefined) {
      page.push('.TP', `\\fB${roff(item)}\\fR`);
      if (what !== undefined) page.push(roff(what));
    } else if (line.startsWith(' ')) {
      page.push(roff(line.trim()));
    } else if (lines[at + 1]?.startsWith('  ')) {
      page.push(`.SH ${roff(line.toUpperCase())}`);
    } else {
      page.push(...(lines[at - 1] === '' ? ['.PP'] : []), roff(line));
    }
  }
  return `${page.join('\n')}\n`;
}

/** Text as roff takes it: hyphens that can be copied, no escapes, no requests. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replace(/^([.'])/, '\\&$1');
}
