/** `unisono completion`: a script that completes commands, options and their choices in a shell. */
import { listRules } from '../rules.js';
import type { Output } from './output.js';
import {
  choices,
  configOptions,
  dismissOptions,
  initOptions,
  languagesOptions,
  learnOptions,
  lspOptions,
  options,
  packOptions,
  setsOptions,
  topologyOptions,
  UsageError,
} from './usage.js';

const shells = ['bash', 'zsh', 'fish'] as const;

/** The options of each command. */
const commands: Record<string, object> = {
  check: { ...options, 'no-lexicons': {} },
  merge: { ...options, 'no-lexicons': {} },
  sets: setsOptions,
  topology: topologyOptions,
  learn: { ...learnOptions, 'no-lexicons': {} },
  dismiss: dismissOptions,
  init: initOptions,
  config: configOptions,
  pack: packOptions,
  rules: {},
  explain: {},
  languages: languagesOptions,
  lsp: lspOptions,
  man: {},
  completion: {},
};

/** Prints the script for a shell; resolves to the exit status. */
export async function completion(args: readonly string[], output: Output): Promise<number> {
  const [shell, ...more] = args;
  if (more.length > 0 || !(shells as readonly (string | undefined)[]).includes(shell)) {
    throw new UsageError(`completion needs a shell: ${shells.join(', ')}; such as eval "$(unisono completion bash)"`);
  }
  const rules = (await listRules())
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((rule) => rule !== '');
  await output.write(shell === 'fish' ? fish(rules) : bash(rules, shell === 'zsh'));
  return 0;
}

const flags = (command: string): string[] => Object.keys(commands[command] ?? {}).map((name) => `--${name}`);

function bash(rules: readonly string[], zsh: boolean): string {
  const cases = Object.keys(commands).map((name) => `    ${name}) words="${flags(name).join(' ')}" ;;`);
  const values = Object.entries(choices).map(([name, known]) => `    --${name}) words="${known.join(' ')}" ;;`);
  return [
    zsh ? 'autoload -U +X bashcompinit && bashcompinit' : '# eval "$(unisono completion bash)"',
    '_unisono() {',
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""`,
    '  COMPREPLY=()',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W "${Object.keys(commands).join(' ')}" -- "$current")); return`,
    '  fi',
    '  case "$previous" in',
    ...values,
    `    explain) words="${rules.join(' ')}" ;;`,
    `    completion) words="${shells.join(' ')}" ;;`,
    '  esac',
    `  if [ -z "$words" ]; then case "\${COMP_WORDS[1]}" in`,
    ...cases,
    '  esac; [[ "$current" == -* ]] || words=""; fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _unisono unisono',
    '',
  ].join('\n');
}

function fish(rules: readonly string[]): string {
  const names = Object.keys(commands);
  const lines = [`complete -c unisono -n __fish_use_subcommand -f -a "${names.join(' ')}"`];
  for (const command of names) {
    for (const flag of flags(command)) {
      const known = choices[flag.slice(2) as keyof typeof choices];
      const values = known === undefined ? '' : ` -x -a "${known.join(' ')}"`;
      lines.push(`complete -c unisono -n "__fish_seen_subcommand_from ${command}" -l ${flag.slice(2)}${values}`);
    }
  }
  lines.push(`complete -c unisono -n "__fish_seen_subcommand_from explain" -f -a "${rules.join(' ')}"`);
  lines.push(`complete -c unisono -n "__fish_seen_subcommand_from completion" -f -a "${shells.join(' ')}"`);
  return `${lines.join('\n')}\n`;
}
