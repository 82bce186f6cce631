//! What a sample is written in, as far as its reading depends on it.

use super::words;

/// How a sample is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// `#` begins a comment.
    pub hash: bool,
    /// `//` begins a comment.
    pub slashes: bool,
    /// `--` begins a comment.
    pub dashes: bool,
    /// `;` begins a comment at the start of a line.
    pub semicolon: bool,
    /// `'` and `REM` begin a comment, and `'` no literal: Basic.
    pub basic: bool,
    /// Tags are read: text between them is for people.
    pub tags: bool,
    /// The sample begins between tags, not in code.
    pub markup: bool,
    /// One brace in a text begins code, not only two.
    pub braces: bool,
    /// Words are what blanks separate: `path/to/file`, `kube-system`.
    pub shell: bool,
    /// Lines may be prose.
    pub lines: bool,
    /// All of it is for people.
    pub prose: bool,
    /// What stands on lines without a prompt is output.
    pub prompts: bool,
}

const NOTHING: Syntax = Syntax {
    hash: false,
    slashes: false,
    dashes: false,
    semicolon: false,
    basic: false,
    tags: false,
    markup: false,
    braces: false,
    shell: false,
    lines: false,
    prose: false,
    prompts: false,
};
const PROSE: Syntax = Syntax { prose: true, shell: true, ..NOTHING };
const SHELL: Syntax = Syntax { hash: true, shell: true, lines: true, ..NOTHING };
const HASH: Syntax = Syntax { hash: true, ..NOTHING };
const SLASHES: Syntax = Syntax { slashes: true, ..NOTHING };
const SCRIPT: Syntax = Syntax { slashes: true, tags: true, braces: true, ..NOTHING };
const MARKUP: Syntax = Syntax { tags: true, markup: true, ..NOTHING };
const COMPONENT: Syntax = Syntax { slashes: true, tags: true, markup: true, braces: true, ..NOTHING };
const UNKNOWN: Syntax =
    Syntax { hash: true, slashes: true, dashes: true, shell: true, lines: true, ..NOTHING };

/// Code between backticks: no comments, and words as a shell has them, or tags.
pub(super) fn inline(code: &str) -> Syntax {
    let named = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '>');
    let tags = code.strip_prefix('<').is_some_and(named) && (code.contains("</") || code.contains("/>"));
    Syntax { shell: !tags, tags, braces: tags, ..NOTHING }
}

impl Syntax {
    /// Reads what stands at a fence, and the sample itself where that says nothing.
    #[must_use]
    pub fn of(label: &str, text: &str) -> Self {
        let label = label.trim_start_matches(['{', '.']);
        let end = label.find(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '#' | '-' | '_'));
        let label = label[..end.unwrap_or(label.len())].to_ascii_lowercase();
        match label.as_str() {
            "text" | "txt" | "plaintext" | "plain" | "md" | "markdown" | "output" | "log" | "mermaid"
            | "email" | "commit" => PROSE,
            "sh" | "bash" | "zsh" | "fish" | "cmd" | "bat" | "batch" | "dos" | "console"
            | "shell-session" | "shellsession" | "terminal" | "session" | "ps1" | "pwsh" => {
                Self::shell(label.as_str(), text)
            }
            // However it is called: azure-…shell, nushell.
            shell if shell.ends_with("shell") => Self::shell(shell, text),
            "py" | "python" | "rb" | "ruby" | "r" | "perl" | "elixir" | "julia" | "dockerfile" | "docker"
            | "make" | "makefile" | "nginx" | "toml" | "graphql" | "nix" => HASH,
            "yaml" | "yml" | "properties" | "conf" | "env" | "dotenv" => {
                Self { shell: true, lines: true, ..HASH }
            }
            "ini" | "cfg" | "asm" | "dns" | "zone" => {
                Self { semicolon: true, shell: true, lines: true, ..HASH }
            }
            "visual-basic" | "visualbasic" | "vb" | "vbnet" | "vb-net" | "vba" | "vbs" | "vbscript"
            | "basic" | "starbasic" | "lobasic" | "qbasic" | "freebasic" | "purebasic" | "bas" | "asp" => {
                Self { basic: true, ..NOTHING }
            }
            "lisp" | "clojure" | "clj" | "scheme" | "elisp" => Self { semicolon: true, ..NOTHING },
            "sql" | "lua" | "haskell" | "hs" | "elm" | "ada" | "plsql" | "tsql" => {
                Self { dashes: true, ..NOTHING }
            }
            "php" => Self { hash: true, ..SCRIPT },
            "js" | "javascript" | "jsx" | "ts" | "typescript" | "tsx" | "mjs" | "cjs" | "node" => SCRIPT,
            "html" | "xml" | "svg" | "xhtml" | "htm" | "erb" | "handlebars" | "hbs" | "jinja" | "jinja2"
            | "liquid" | "twig" | "blade" | "razor" | "cshtml" => MARKUP,
            "vue" | "svelte" | "astro" | "mdx" | "angular" => COMPONENT,
            "c" | "cpp" | "c++" | "h" | "cs" | "csharp" | "c#" | "java" | "kotlin" | "kt" | "swift"
            | "go" | "golang" | "rust" | "rs" | "scala" | "dart" | "css" | "scss" | "less" | "sass"
            | "json" | "jsonc" | "json5" | "groovy" | "gradle" | "proto" | "protobuf" | "zig"
            | "solidity" => SLASHES,
            _ => Self::guessed(text),
        }
    }

    /// How one of two samples is read: either may show commands without a prompt.
    pub(super) fn in_sample(self, text: &str) -> Self {
        Self { prompts: self.shell && !self.prose && words::has_prompts(text), ..self }
    }

    fn shell(label: &str, text: &str) -> Self {
        let dos = matches!(label, "cmd" | "bat" | "batch" | "dos");
        Self { prompts: words::has_prompts(text), hash: !dos, ..SHELL }
    }

    fn guessed(text: &str) -> Self {
        let holds = |part: &str| memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some();
        if words::has_prompts(text) {
            return Self { prompts: true, ..SHELL };
        }
        if holds("</") || holds("/>") {
            let starts = text.trim_start().starts_with('<');
            let code = ["=>", "import ", "function ", "const ", "return "].iter().any(|part| holds(part));
            return if starts && !code { COMPONENT } else { Self { lines: true, ..SCRIPT } };
        }
        UNKNOWN
    }
}
