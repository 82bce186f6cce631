//! What of a text is typed and what was printed: prompts, the output behind a command.

use std::borrow::Cow;
use unisono::facts::identifier;
use unisono::source::Span;

/// A text in which everything that is not typed is blank, so that places stay what they are; and the
/// lines that were printed.
pub(super) fn typed(text: &str) -> (Cow<'_, str>, Vec<Span>) {
    let transcript = text.lines().any(|line| prompt(line).is_some_and(|prompt| prompt.sure));
    let mut output = Vec::new();
    let mut blank = Vec::new();
    let mut table = false;
    let mut open = Open::default();
    let mut lines = lines(text).peekable();
    while let Some(line) = lines.next() {
        let words = &text[line.range()];
        if words.trim().is_empty() {
            table = false;
            continue;
        }
        let prompt = prompt(words);
        if let Some(prompt) = prompt {
            blank.push(Span::new(line.start, line.start + prompt.length));
            table = false;
            if !prompt.continues {
                open = Open::default();
            }
            open.take(&words[prompt.length as usize..]);
            continue;
        }
        if open.incomplete() {
            open.take(words);
            continue;
        }
        let ruled = lines.peek().is_some_and(|next| is_rule(&text[next.range()])) && !words.contains('\'');
        table |= ruled && !begins_command(words);
        let printed = !begins_command(words) && (table || is_property(words) || transcript || is_rule(words));
        if printed {
            output.push(line);
            blank.push(line);
        } else {
            table = false;
            open = Open::default();
            open.take(words);
        }
    }
    if blank.is_empty() {
        return (Cow::Borrowed(text), output);
    }
    let mut typed = String::with_capacity(text.len());
    let mut at = 0;
    for span in blank {
        typed.push_str(&text[at..span.start as usize]);
        typed.extend(std::iter::repeat_n(' ', span.len() as usize));
        at = span.end as usize;
    }
    typed.push_str(&text[at..]);
    (Cow::Owned(typed), output)
}

/// The lines of a text, without their line breaks.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len() as u32;
        Span::new(start, start + line.trim_end_matches(['\n', '\r']).len() as u32)
    })
}

struct Prompt {
    /// In bytes, white space before it included.
    length: u32,
    /// Whether it is a prompt for sure, and not the `>` that continues one.
    sure: bool,
    /// Whether it asks for the rest of a command.
    continues: bool,
}

/// The prompt a line begins with: `PS C:\>`, `[PS] C:\>`, `C:\>`, `>>`, `>`.
fn prompt(line: &str) -> Option<Prompt> {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let of =
        |length: usize, sure, continues| Some(Prompt { length: (indent + length) as u32, sure, continues });
    if rest.starts_with(">>") {
        return of(2, false, true);
    }
    if rest.starts_with('>') {
        return of(1, false, false);
    }
    // A path may hold spaces, but no prompt is as long as a command.
    const LONGEST: usize = 120;
    let head = match rest.get(..1) {
        Some("P") => rest.strip_prefix("PS").filter(|r| r.starts_with([' ', '>', '\u{a0}']))?,
        Some("[") => {
            let close = rest.bytes().take(LONGEST).position(|b| b == b']')?;
            let behind = rest[close + 1..].trim_start();
            let behind = behind.strip_prefix(": PS").or(behind.strip_prefix(":PS")).unwrap_or(behind);
            (rest.starts_with("[PS]") || behind.len() < rest[close + 1..].trim_start().len())
                .then_some(behind)?
        }
        _ => {
            let drive = rest.as_bytes();
            let is_path = drive.len() > 3 && drive[0].is_ascii_alphabetic() && drive[1..].starts_with(b":\\");
            is_path.then_some(rest)?
        }
    };
    let path = head.trim_start();
    let close = path.bytes().take(LONGEST).position(|b| b == b'>' || b == b'|' || b == b'"')?;
    let before = &path[..close];
    let is_path = before.trim().is_empty()
        || before.get(1..2) == Some(":")
        || before.starts_with(['\\', '~'])
        || before.contains(":\\");
    // "PS C:\>" but not "PS is an abbreviation > other".
    (path.as_bytes()[close] == b'>' && is_path).then_some(())?;
    of(rest.len() - path.len() + close + 1, true, false)
}

/// Whether a line begins as commands do: `Get-CsUser`, `$users =`.
pub(super) fn begins_command(line: &str) -> bool {
    let line = line.trim_start();
    let word =
        line.split(|c: char| c.is_whitespace() || matches!(c, '|' | ';' | '(')).next().unwrap_or_default();
    identifier::is_verb_noun(word)
        || line.starts_with('$') && line[1..].starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '{')
}

/// `Identity : Global`: a name, a space and a colon.
pub(super) fn property(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(" :")?;
    let spoken = name.trim();
    let is_name = !spoken.is_empty()
        && spoken.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.' | '\u{a0}'))
        && spoken.split_whitespace().count() <= 4;
    (is_name && (value.is_empty() || value.starts_with(char::is_whitespace)))
        .then_some((spoken, value.trim()))
}

fn is_property(line: &str) -> bool {
    property(line).is_some()
}

/// The line of dashes below the header of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("--") && line.bytes().all(|b| b == b'-' || b == b' ')
}

/// Whether what was typed so far wants more: an open bracket or quotation mark, a joint at its end.
#[derive(Default)]
struct Open {
    brackets: i32,
    quote: Option<char>,
    joint: bool,
}

impl Open {
    fn incomplete(&self) -> bool {
        self.brackets > 0 || self.quote.is_some() || self.joint
    }

    fn take(&mut self, line: &str) {
        for c in line.chars() {
            match (self.quote, c) {
                (Some(open), c) if c == open => self.quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => self.quote = Some(c),
                (None, '(' | '{') => self.brackets += 1,
                (None, ')' | '}') => self.brackets = (self.brackets - 1).max(0),
                (None, '#') => break,
                (None, _) => {}
            }
        }
        // An apostrophe of a prompt or of prose opens no string that spans lines.
        if self.quote == Some('\'') {
            self.quote = None;
        }
        let end = line.trim_end();
        self.joint = line.trim_end_matches(['\r', '\n']).trim_end().ends_with(['`', '|', ','])
            || end.is_empty() && self.joint;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_and_output_are_no_commands() {
        let text = "PS C:\\> Get-CsSite\n\nIdentity : Site:Redmond\nSiteId   : Site:1\n\n[PS] C:\\>Enable-CsTopology\nC:\\Users\\kim> ipconfig /all\n> Get-CsPool |\n>> Select-Object Fqdn\n";
        let (typed, output) = typed(text);
        assert_eq!(typed.len(), text.len());
        let words: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(
            words,
            ["Get-CsSite", "Enable-CsTopology", "ipconfig /all", "Get-CsPool |", "Select-Object Fqdn"]
        );
        let output: Vec<&str> = output.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(output, ["Identity : Site:Redmond", "SiteId   : Site:1"]);
    }

    #[test]
    fn a_table_below_a_command_is_output() {
        let text = "Get-CsUser | Select-Object Name, Pool\n\nName  Pool\n----  ----\nKim   pool1\nAlex  pool2\n\nGet-CsSite\n";
        let (typed, output) = typed(text);
        assert_eq!(output.len(), 4);
        assert!(typed.contains("Get-CsSite") && !typed.contains("Kim"));
    }

    #[test]
    fn a_script_without_prompts_stays_whole() {
        let text = "$a = 1\nGet-CsUser `\n  -Identity kim\n";
        let (typed, output) = typed(text);
        assert!(matches!(typed, Cow::Borrowed(_)));
        assert!(output.is_empty());
    }

    #[test]
    fn lines_of_a_bracket_belong_to_the_command_even_in_a_transcript() {
        let text =
            "PS C:\\> New-CsWatcherNodeConfiguration -TestUsers @{\nAdd = \"sip:kim@contoso.com\"\n}\nDone\n";
        let (typed, output) = typed(text);
        assert!(typed.contains("Add = "));
        assert_eq!(output.len(), 1);
    }
}
