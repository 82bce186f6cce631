//! Names that no translation may touch: commands, parameters, host names, paths, addresses.

use crate::message::Wording;

crate::message::wordings! {
    COMMAND: "identifier/command", "the command";
    PARAMETER: "identifier/parameter", "the parameter";
    NAME: "identifier/name", "the name";
    RECORD: "identifier/service-record", "the service record";
    ADDRESS: "identifier/address", "the address";
    PATH: "identifier/path", "the path";
    GUID: "identifier/guid", "the GUID";
    ACRONYM: "identifier/acronym", "the acronym";
}

/// Kinds of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentifierKind {
    /// `Get-CsUser`
    VerbNoun,
    /// `-Identity`
    Parameter,
    /// `sip.contoso.com`, `Setup.exe`
    Dotted,
    /// `_sip._tcp.contoso.com`
    ServiceRecord,
    /// `https://…`
    Url,
    /// `C:\Program Files`, `%windir%\system32`
    Path,
    /// `6B29FC40-CA47-1067-B31D-00DD010662DA`
    Guid,
    /// `user@contoso.com`
    Address,
    /// `InetOrgPerson`, `VoIP`
    Camel,
    /// Letters with digits: `IPv6`, `x64`, `R2`.
    Mixed,
    /// Capitals: `SMTP`, `PSTN`. A translation may have its own.
    Acronym,
}

impl IdentifierKind {
    /// What to call it in a message.
    #[must_use]
    pub fn noun(self) -> &'static Wording {
        match self {
            Self::VerbNoun => &COMMAND,
            Self::Parameter => &PARAMETER,
            Self::Dotted => &NAME,
            Self::ServiceRecord => &RECORD,
            Self::Url => &ADDRESS,
            Self::Path => &PATH,
            Self::Guid => &GUID,
            Self::Address => &ADDRESS,
            Self::Camel | Self::Mixed => &NAME,
            Self::Acronym => &ACRONYM,
        }
    }
}

/// Verbs of commands that are a verb and a noun, as shells of administrators have them: the approved ones and a few
/// older ones in wide use.
const VERBS: &[&str] = &[
    "Add",
    "Approve",
    "Backup",
    "Clear",
    "Close",
    "Compare",
    "Complete",
    "Confirm",
    "Connect",
    "Convert",
    "ConvertFrom",
    "ConvertTo",
    "Copy",
    "Debug",
    "Deny",
    "Disable",
    "Disconnect",
    "Dismount",
    "Enable",
    "Enter",
    "Exit",
    "Expand",
    "Export",
    "Find",
    "ForEach",
    "Format",
    "Get",
    "Grant",
    "Group",
    "Hide",
    "Import",
    "Initialize",
    "Install",
    "Invoke",
    "Join",
    "Limit",
    "Lock",
    "Measure",
    "Merge",
    "Mount",
    "Move",
    "New",
    "Open",
    "Out",
    "Ping",
    "Pop",
    "Protect",
    "Publish",
    "Push",
    "Read",
    "Receive",
    "Redo",
    "Register",
    "Remove",
    "Rename",
    "Repair",
    "Request",
    "Reset",
    "Resize",
    "Resolve",
    "Restart",
    "Restore",
    "Resume",
    "Revoke",
    "Save",
    "Search",
    "Select",
    "Send",
    "Set",
    "Show",
    "Sort",
    "Split",
    "Start",
    "Step",
    "Stop",
    "Submit",
    "Suspend",
    "Switch",
    "Sync",
    "Tee",
    "Test",
    "Trace",
    "Unblock",
    "Undo",
    "Uninstall",
    "Unlock",
    "Unprotect",
    "Unpublish",
    "Unregister",
    "Update",
    "Use",
    "Wait",
    "Watch",
    "Where",
    "Write",
];

/// Endings by which a dotted name is known for a host or a file, lower case.
const ENDINGS: &[&str] = &[
    "asp", "aspx", "bat", "cab", "cer", "cfg", "cmd", "com", "config", "conf", "crt", "csv", "dat", "dll",
    "doc", "docx", "edu", "exe", "gif", "gov", "htm", "html", "inf", "ini", "int", "io", "iso", "jpg", "js",
    "json", "local", "log", "mdb", "md", "msi", "msp", "net", "org", "pdf", "pem", "pfx", "png", "pptx",
    "ps1", "psd1", "psm1", "py", "reg", "sh", "sql", "svg", "tbxml", "test", "tmx", "toml", "txt", "vbs",
    "vhd", "vsd", "vsdx", "wav", "wma", "xap", "xls", "xlsx", "xml", "xsd", "yaml", "yml", "zip",
];

/// An identifier at the start of a run of letters, digits and joining punctuation: its kind and
/// length in bytes. `fresh` says whether white space or a bracket stands before it.
#[must_use]
pub fn at_start(run: &str, fresh: bool) -> Option<(IdentifierKind, usize)> {
    let bytes = run.as_bytes();
    let first = *bytes.first()?;
    if !run.is_ascii() {
        // A run may end in letters of another script ("Get-CsUserを" never does, but "sip.contoso.com—"
        // may): only its ASCII start can be an identifier.
        let ascii = run.bytes().position(|b| !b.is_ascii())?;
        let next = run[ascii..].chars().next()?;
        return if next.is_alphabetic() { None } else { at_start(&run[..ascii], fresh) };
    }
    let trimmed = run.trim_end_matches(['.', ':', '?', '-', '=', '&', '*', '+', '#', '~', '/']);
    if trimmed.len() < 2 {
        return None;
    }
    if let Some(at) = memchr::memmem::find(trimmed.as_bytes(), b"://")
        && at > 0
    {
        // "URL:https://…": what it is called is no part of it.
        if trimmed[..at].contains(':') {
            return None;
        }
        return Some((IdentifierKind::Url, trimmed.len()));
    }
    if is_guid(trimmed) {
        return Some((IdentifierKind::Guid, trimmed.len()));
    }
    if first == b'_' && trimmed.contains("._") {
        return Some((IdentifierKind::ServiceRecord, trimmed.len()));
    }
    // "domain\username" is a pattern that translations fill with their own words.
    let backslashes = trimmed.matches('\\').count();
    let rooted = trimmed.starts_with("\\\\") || trimmed[1..].starts_with(":\\") || backslashes > 1;
    if (rooted && trimmed.split('\\').filter(|p| !p.is_empty()).count() > 1)
        || (first == b'%' && trimmed[1..].contains('%'))
    {
        return Some((IdentifierKind::Path, trimmed.len()));
    }
    let compound = compound(trimmed);
    if let Some(at) = compound.find('@')
        && at > 0
        && compound[at..].contains('.')
        && !compound[at + 1..].starts_with('.')
        && !compound.contains('/')
    {
        return Some((IdentifierKind::Address, compound.len()));
    }
    if first == b'-' && fresh {
        let name = trimmed[1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let starts = bytes[1].is_ascii_uppercase();
        if starts && name >= 2 && trimmed[1..1 + name].bytes().any(|b| b.is_ascii_lowercase()) {
            return Some((IdentifierKind::Parameter, 1 + name));
        }
        return None;
    }
    if let Some(length) = verb_noun(trimmed) {
        return Some((IdentifierKind::VerbNoun, length));
    }
    // "131.107.155.1-Proxy" begins with an address of numbers.
    if is_dotted(compound) && !(first.is_ascii_digit() && compound.contains('-')) {
        return Some((IdentifierKind::Dotted, compound.len()));
    }
    None
}

/// A name without the noun that German compounds have behind it: "notes.txt" of "notes.txt-Datei".
fn compound(run: &str) -> &str {
    let Some(point) = run.rfind('.') else { return run };
    let bytes = run.as_bytes();
    let noun = |at: &usize| {
        bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_lowercase)
    };
    let dash = run[point..].match_indices('-').map(|(at, _)| point + at).find(noun);
    dash.filter(|&at| bytes[at - 1].is_ascii_lowercase()).map_or(run, |at| &run[..at])
}

/// The length of a `Verb-Noun` at the start of a run; a hyphened tail ("Get-CsUser-VerbNoun") is no
/// part of it.
fn verb_noun(run: &str) -> Option<usize> {
    let (verb, rest) = run.split_once('-')?;
    if VERBS.binary_search(&verb).is_err() {
        return None;
    }
    let noun = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &rest[..noun];
    let capitals = name.bytes().filter(u8::is_ascii_uppercase).count();
    // "Get-Help", "New-CsPool"; but not "Add-In" or "Start-up".
    (noun >= 4 && name.as_bytes()[0].is_ascii_uppercase() && (capitals >= 2 || verb == "Get"))
        .then_some(verb.len() + 1 + noun)
}

/// Whether a whole word is such a command by its form: an approved verb, a dash, a noun in capitals. For code,
/// where "Select-Object" can be nothing else.
#[must_use]
pub fn is_verb_noun(word: &str) -> bool {
    word.split_once('-').is_some_and(|(verb, noun)| {
        VERBS.binary_search(&verb).is_ok()
            && noun.len() > 2
            && noun.starts_with(|c: char| c.is_ascii_uppercase())
            && noun.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

/// Whether a word is the verb of such a command.
#[must_use]
pub fn is_verb(word: &str) -> bool {
    VERBS.binary_search(&word).is_ok()
}

/// What kind of name a single word is, if any.
#[must_use]
pub fn word(word: &str) -> Option<IdentifierKind> {
    if !word.is_ascii() || word.len() < 2 {
        return None;
    }
    let bytes = word.as_bytes();
    if !bytes[0].is_ascii_alphabetic() {
        return None;
    }
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    if digits > 0 {
        return Some(IdentifierKind::Mixed);
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    if stem.len() >= 2 && stem.len() <= 8 && stem.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some(IdentifierKind::Acronym);
    }
    let humped = bytes.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    (humped && bytes.len() >= 4).then_some(IdentifierKind::Camel)
}

fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

fn is_dotted(text: &str) -> bool {
    let mut labels = 0;
    let mut long = false;
    let mut last = "";
    for label in text.split('.') {
        if label.is_empty()
            || !label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'*'))
        {
            return false;
        }
        long |= label.len() > 1;
        labels += 1;
        last = label;
    }
    if labels < 2 || !long || !last.bytes().any(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let lower = last.len() <= 8 && ENDINGS.iter().any(|ending| last.eq_ignore_ascii_case(ending));
    // "server.Der" is a lost space, "System.Object" cannot be told from it: three labels are needed.
    lower || labels >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verbs_are_sorted_for_the_search() {
        assert!(VERBS.is_sorted());
    }

    #[test]
    fn identifiers_are_told_by_their_form() {
        use IdentifierKind as K;
        for (run, kind, length) in [
            ("Get-CsUser", K::VerbNoun, 10),
            ("Get-CsUser-VerbNoun", K::VerbNoun, 10),
            ("-Identity", K::Parameter, 9),
            ("sip.contoso.com.", K::Dotted, 15),
            ("Setup.exe", K::Dotted, 9),
            ("_sip._tcp.contoso.com", K::ServiceRecord, 21),
            ("https://contoso.com/x", K::Url, 21),
            (r"C:\Windows\System32", K::Path, 19),
            ("%windir%", K::Path, 8),
            ("sip:kim@contoso.com", K::Address, 19),
            ("kim@contoso.com-Adresse", K::Address, 15),
            ("notes.txt-Datei", K::Dotted, 9),
            ("6B29FC40-CA47-1067-B31D-00DD010662DA", K::Guid, 36),
        ] {
            assert_eq!(at_start(run, true), Some((kind, length)), "{run}");
        }
    }

    #[test]
    fn ordinary_words_are_no_identifiers() {
        for run in [
            "oven@.service-Instanzen",
            "URL:https://contoso.com",
            "Add-In",
            "and/or",
            "e.g.",
            "z.B.",
            "server.Der",
            "Start-Menu",
            "SMTP-Gateway",
            "TCP/UDP",
        ] {
            assert_eq!(at_start(run, true), None, "{run}");
        }
        for text in ["server", "Server", "I", "über"] {
            assert_eq!(word(text), None, "{text}");
        }
    }

    #[test]
    fn a_hyphen_inside_a_compound_starts_no_parameter() {
        assert_eq!(at_start("-Pool", false), None);
    }
}
