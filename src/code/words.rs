//! Words of code: which are technical, which are placeholders, and which lines are prose.

use super::Syntax;
use crate::language::detect::detect;

/// The length of a prompt at the start of a line: `$ `, `PS C:\> `, `>>> `.
pub(super) fn prompt(line: &str) -> Option<usize> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    for prompt in ["$ ", "% ", "PS> ", "> ", ">>> ", "root@", "C:\\>"] {
        if trimmed.starts_with(prompt) {
            let length =
                if prompt.ends_with(' ') { prompt.len() } else { trimmed.find(['#', '>', '$'])? + 1 };
            return Some(indent + length);
        }
    }
    let mut at = trimmed.strip_prefix("PS ")?.find("> ")? + 5;
    at = at.min(trimmed.len());
    Some(indent + at)
}

/// Whether a sample shows commands at a prompt.
pub(super) fn has_prompts(text: &str) -> bool {
    text.lines().take(200).any(|line| {
        let line = line.trim_start();
        line.starts_with("$ ") || line.starts_with("PS ") && line.contains("> ") || line.starts_with(">>> ")
    })
}

/// A word without the punctuation of prose around it.
fn stripped(word: &str) -> &str {
    word.trim_matches(|c: char| {
        matches!(
            c,
            '.' | ',' | ':' | ';' | '!' | '?' | '(' | ')' | '"' | '\'' | '…' | '¿' | '¡' | '*' | '[' | ']'
        ) || matches!(
            c,
            '“' | '”'
                | '„'
                | '«'
                | '»'
                | '‘'
                | '’'
                | '，'
                | '。'
                | '、'
                | '：'
                | '（'
                | '）'
                | '！'
                | '？'
        )
    })
}

/// Whether a word is one of a language: letters, with an apostrophe or a hyphen inside; in letters beyond ASCII with
/// whatever else, as several words are written together there.
pub(super) fn is_plain(word: &str) -> bool {
    let word = stripped(word);
    let foreign = || word.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    !word.is_empty()
        && !word.starts_with('-')
        && (word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
            || foreign()
                && word
                    .chars()
                    .all(|c| !c.is_ascii() || c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ',')))
}

/// Whether a word is only for machines: a name with an underscore, dots, slashes, humps, digits.
pub(super) fn is_technical(word: &str) -> bool {
    let word = stripped(word);
    if word.is_empty() || !word.is_ascii() {
        return false;
    }
    let bytes = word.as_bytes();
    let joined = bytes.iter().any(|b| {
        matches!(
            b,
            b'.' | b'_'
                | b'\\'
                | b'@'
                | b':'
                | b'='
                | b'*'
                | b'%'
                | b'$'
                | b'+'
                | b'<'
                | b'>'
                | b'{'
                | b'}'
                | b'['
                | b'#'
                | b'&'
                | b'|'
                | b'~'
                | b'^'
        )
    });
    // "and/or" and "/four" are words.
    let slashes = bytes.iter().filter(|b| **b == b'/').count();
    let digits = bytes.iter().any(u8::is_ascii_digit);
    let humps = bytes.windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    joined || digits || humps || slashes > 1 || word.starts_with("--")
}

/// Whether a text of several words is one for people.
#[must_use]
pub(super) fn is_prose(text: &str) -> bool {
    let (mut plain, mut all) = (0, 0);
    for word in text.split_whitespace() {
        all += 1;
        plain += u32::from(is_plain(word));
    }
    plain > 0 && 2 * plain >= all
}

/// Whether a word is one that programs ask for, as these write it.
pub(super) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "and", "as", "before", "by", "do", "else", "for", "from", "if", "in", "is", "not", "of", "on", "or",
        "set", "then", "to", "until", "use", "using", "when", "where", "while", "with",
    ];
    let lower = word.to_ascii_lowercase();
    (word == lower || word == word.to_ascii_uppercase()) && KEYWORDS.binary_search(&lower.as_str()).is_ok()
}

/// The name of a parameter as a text writes it, and its size: `.count`, `ends[2]`.
pub(super) fn parameter(word: &str) -> (&str, &str) {
    let word = word.trim_start_matches(['.', '*', '&', '$']);
    word.split_at(word.find('[').unwrap_or(word.len()))
}

/// Whether a literal of several words is one for people, what a program fills in aside: `Usage: %s <file>\n`.
pub(super) fn is_said(text: &str) -> bool {
    let (mut plain, mut all) = (0, 0);
    for word in text.split_whitespace().filter(|word| !is_filled_in(word)) {
        all += 1;
        plain += u32::from(is_plain(word.trim_end_matches("\\n")));
    }
    plain > 0 && 2 * plain >= all || all == 0 && text.split_whitespace().any(is_named)
}

/// Whether a word of a literal is filled in by a program or named for its reader: `%s`, `(%5.2f,`, `<file>`.
fn is_filled_in(word: &str) -> bool {
    let directive = |at: usize| {
        let behind = word[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || "-+ #.*'".contains(c));
        behind.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    !word.contains(char::is_alphanumeric)
        || word.match_indices('%').any(|(at, _)| directive(at))
        || is_named(word)
}

/// Whether a word of a literal names what its reader has to give: `[<file>...]`.
pub(super) fn is_named(word: &str) -> bool {
    let word = word.trim_end_matches("\\n");
    let word = word.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '.' | ',' | ':'));
    word.len() > 2 && word.starts_with('<') && word.ends_with('>')
}

/// Whether a text is a phrase of at least two words without anything technical in it, or written in letters
/// beyond ASCII.
#[must_use]
pub fn is_plain_text(text: &str) -> bool {
    let words = text.split_whitespace().count();
    is_prose(text) && (words > 1 || text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()))
}

/// Whether a single word or what stands between braces is a placeholder for the reader to fill in.
pub(super) fn is_hole(word: &str) -> bool {
    let lower = |prefix: &str| word.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let owned = ["your", "my", "some", "example"].iter().any(|owner| {
        lower(owner) && word[owner.len()..].starts_with(['-', '_', '/']) && word.len() > owner.len() + 1
    });
    // "YourName"
    let yours = lower("your") && word[4..].starts_with(|c: char| c.is_ascii_uppercase());
    // "example.md"
    let file = ["example.", "sample."].iter().any(|name| {
        lower(name)
            && (1..=5).contains(&(word.len() - name.len()))
            && word[name.len()..].bytes().all(|b| b.is_ascii_alphanumeric())
    });
    let path = word
        .as_bytes()
        .windows(7)
        .any(|part| part.eq_ignore_ascii_case(b"path/to") || part.eq_ignore_ascii_case(b"path\\to"));
    let crosses = word.len() > 2 && word.bytes().all(|b| matches!(b, b'x' | b'X'));
    owned || yours || file || path || crosses
}

/// Whether a variable of a shell is one for the reader to fill in: `$RELEASE`, not `$HOME`.
pub(super) fn is_own_variable(name: &str) -> bool {
    const KNOWN: &[&str] =
        &["HOME", "LANG", "PATH", "PSVERSIONTABLE", "PWD", "SHELL", "TEMP", "TMPDIR", "USER"];
    name.len() > 2
        && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_' || b.is_ascii_digit())
        && KNOWN.binary_search(&name).is_err()
}

/// Whether a bare word in capitals stands for an operand: `NAME`, `RELEASE_NAME`.
pub(super) fn is_operand(word: &str) -> bool {
    word.len() > 2
        && word
            .chars()
            .all(|c| c.is_uppercase() || c == '_' || c == '-' || c.is_alphabetic() && !c.is_lowercase())
        && word.chars().any(char::is_alphabetic)
}

/// Marks that make a line code; a name in backticks between words does not.
pub(super) fn has_code_marks(text: &str) -> bool {
    const FEW: usize = 4;
    let ticks = text.matches('`').count();
    let quoted =
        ticks.is_multiple_of(2) && text.split_whitespace().filter(|word| is_plain(word)).count() >= FEW;
    text.contains(['=', ';', '{', '}', '$', '|', '\\', '<', '│', '├', '└'])
        || text.contains("&&")
        || ticks > 0 && !quoted
}

/// Whether a line says so much that it cannot be code, whatever marks it has.
fn is_long_prose(line: &str) -> bool {
    const WORDS: usize = 8;
    const LETTERS: usize = 24;
    let (all, plain) = line
        .split_whitespace()
        .fold((0, 0), |(all, plain), word| (all + 1, plain + usize::from(is_plain(word))));
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let foreign = line.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    all >= WORDS && 4 * plain >= 3 * all
        || foreign >= LETTERS && 2 * foreign > letters && !line.contains(['"', '=', '{'])
}

/// Where the prose of a line begins: 0 where all of it is prose, `None` where none is.
pub(super) fn prose_from(line: &str, syntax: Syntax) -> Option<usize> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let words = || trimmed.split_whitespace();
    if let Some(from) = tree_from(line) {
        return Some(from);
    }
    // "-h, --help   help for install", "  install    Install a chart".
    if let Some((at, tail)) = column(trimmed) {
        let option = trimmed.starts_with('-');
        let fits = if option {
            tail.split_whitespace().any(is_plain)
        } else {
            is_plain_text(tail) && !has_code_marks(tail)
        };
        if fits {
            return Some(indent + at);
        }
    }
    // "feat: add a thing", "description: A thing", "- a thing of its own".
    let bullet =
        ["- ", "* ", "• "].iter().find(|bullet| trimmed.starts_with(**bullet)).map_or(0, |b| b.len());
    let rest = &trimmed[bullet..];
    if let Some(colon) = rest.find(": ").or(rest.find('：')) {
        let (key, tail) = (&rest[..colon], &rest[colon..]);
        let tail = tail.trim_start_matches([':', '：', ' ']);
        let named = key.split_whitespace().count() < 4 && !has_code_marks(key);
        if named && !tail.starts_with(['"', '\'']) && is_plain_text(tail) && !has_code_marks(tail) {
            // "Note: …" is prose as well; "fix: …" is a key.
            let word = key.starts_with(char::is_uppercase) && key.contains(char::is_lowercase);
            return Some(if word && bullet == 0 && is_long_prose(trimmed) {
                indent
            } else {
                line.len() - tail.len()
            });
        }
    }
    if bullet > 0 && is_plain_text(rest) && !has_code_marks(rest) {
        return Some(indent + bullet);
    }
    if is_long_prose(trimmed) && !trimmed.starts_with(['-', '*', '<']) && column(trimmed).is_none() {
        return Some(indent);
    }
    if has_code_marks(trimmed) || trimmed.starts_with('-') || syntax.shell && trimmed.contains(" -") {
        return None;
    }
    let (mut all, mut plain, mut foreign) = (0_u32, 0_u32, 0_u32);
    for word in words() {
        all += 1;
        plain += u32::from(is_plain(word));
        foreign += u32::from(word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
    }
    if all == 0 || 10 * plain < 7 * all {
        return None;
    }
    let ends = trimmed.ends_with(['.', '!', '?', '…', '。', '！', '？', ',', '，']);
    let sure = foreign > 1 && 3 * foreign >= all
        || all > 1 && ends
        || foreign == 1 && all == 1 && trimmed.chars().filter(|c| !c.is_ascii()).count() > 3
        || all > 3 && detect(trimmed).is_some();
    sure.then_some(indent)
}

/// Where the words of a line of a drawn tree begin: behind the name, "├── racks/ - What holds the trays", or where the
/// line goes on with what was said of the name above.
fn tree_from(line: &str) -> Option<usize> {
    let drawn = |c: char| matches!(c, '│' | '├' | '└' | '─' | '|' | '`' | '+' | '-' | ' ' | '\u{a0}');
    let rest = line.trim_start_matches(drawn);
    let marks = line[..line.len() - rest.len()].trim_start();
    let branch = marks.contains(['├', '└']) || ["|--", "`--", "+--"].iter().any(|mark| marks.contains(mark));
    if !branch {
        // "racks/ - What holds the trays": the folder that the tree grows from.
        if let Some((_, said)) =
            rest.split_once("/ - ").filter(|(name, _)| !name.contains(char::is_whitespace))
        {
            return is_plain_text(said).then(|| line.len() - said.len());
        }
        let goes_on = marks.starts_with(['│', '|']) && marks.ends_with("  ");
        return (goes_on && is_prose(rest)).then(|| line.len() - rest.len());
    }
    let behind = &rest[rest.find(char::is_whitespace)?..];
    let said = behind.trim_start();
    let parted = said.starts_with(['-', '–', '—', '#', '/', '(', '←', '<', ':']) || behind.starts_with("  ");
    (parted && !said.is_empty() && !said.starts_with("->")).then(|| line.len() - said.len())
}

/// What stands in a second column, two blanks or more behind the first, and where.
fn column(line: &str) -> Option<(usize, &str)> {
    let mut at = line.find("  ").into_iter().chain(line.find('\t')).min()?;
    // The description is the last column.
    let mut tail = line[at..].trim_start();
    if let Some(more) = tail.find("   ")
        && line.starts_with('-')
    {
        tail = tail[more..].trim_start();
    }
    at = line.len() - tail.len();
    (!tail.is_empty()).then_some((at, tail))
}
