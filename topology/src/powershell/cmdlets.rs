//! Cmdlets and their parameters: which are known, and which name was meant by one that is almost known.

use unisono::facts::identifier;

/// A cmdlet with all its parameters.
#[derive(Debug)]
pub struct Cmdlet {
    /// Its name.
    pub name: &'static str,
    /// Parameters that take a value, ordered without regard to case.
    pub parameters: &'static [&'static str],
    /// Parameters that need none, ordered without regard to case.
    pub switches: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/cmdlets.rs"));

fn has(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl Cmdlet {
    /// Whether it has a parameter of that name (without its dash).
    #[must_use]
    pub fn has(&self, parameter: &str) -> bool {
        [self.parameters, self.switches, COMMON_PARAMETERS, COMMON_SWITCHES]
            .iter()
            .any(|names| has(names, parameter))
    }
}

/// The entry of a cmdlet.
#[must_use]
pub fn cmdlet(name: &str) -> Option<&'static Cmdlet> {
    CMDLETS.iter().find(|cmdlet| cmdlet.name.eq_ignore_ascii_case(name))
}

/// Whether a parameter of a cmdlet takes no value; `parameter` is without its dash.
#[must_use]
pub fn is_switch(name: &str, parameter: &str) -> bool {
    if has(COMMON_SWITCHES, parameter) {
        return true;
    }
    match cmdlet(name) {
        Some(known) => has(known.switches, parameter) && !has(known.parameters, parameter),
        None => has(LOOSE_SWITCHES, parameter),
    }
}

/// Whether the text of a parameter is for people.
#[must_use]
pub fn is_descriptive(parameter: &str) -> bool {
    has(DESCRIPTIVE, parameter)
}

/// The cmdlet that was meant by a name that is none: `New-CsExternalAccessPolicy` for
/// `New-CsExtenalAccessPolicy`. `None` for a known name, and for one that is far from all known ones.
#[must_use]
pub fn meant_by(name: &str) -> Option<String> {
    let (verb, noun) = name.split_once('-')?;
    let is_ours = noun.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("cs"));
    if !is_ours || !name.is_ascii() || name.len() > LONGEST {
        return None;
    }
    if has(NOUNS, noun) {
        // A verb that is almost one of those which a cmdlet of this noun has.
        if identifier::is_verb(&capitalised(verb)) {
            return None;
        }
        let known = CMDLETS.iter().filter(|cmdlet| {
            cmdlet.name.split_once('-').is_some_and(|(v, n)| {
                n.eq_ignore_ascii_case(noun) && strsim::osa_distance(&lower(v), &lower(verb)) == 1
            })
        });
        return only(known.map(|cmdlet| cmdlet.name.to_owned()));
    }
    let most = if noun.len() < 12 { 1 } else { 2 };
    let near = nearest(NOUNS.iter().copied(), noun, most)?;
    Some(format!("{verb}-{near}"))
}

/// The parameter that was meant by one that a cmdlet does not have; without dashes. `None` where the
/// cmdlet is not known with all its parameters, where it has this one (or one that begins with it, for
/// PowerShell takes any beginning that is clear), and where the name is far from all it has.
#[must_use]
pub fn parameter_meant_by(name: &str, parameter: &str) -> Option<&'static str> {
    let known = cmdlet(name)?;
    if !parameter.is_ascii() || parameter.len() > LONGEST {
        return None;
    }
    let all = || {
        [known.parameters, known.switches, COMMON_PARAMETERS, COMMON_SWITCHES].into_iter().flatten().copied()
    };
    let begins =
        |full: &str| full.get(..parameter.len()).is_some_and(|start| start.eq_ignore_ascii_case(parameter));
    // An alias of -Verbose, -Debug and their kin has two or three letters.
    if parameter.len() < 4 || all().any(begins) && !all().any(|full| almost(full, parameter)) {
        return None;
    }
    if all().any(|full| full.eq_ignore_ascii_case(parameter)) {
        return None;
    }
    let most = if parameter.len() < 8 { 1 } else { 2 };
    nearest(all(), parameter, most).or_else(|| only(all().filter(|full| one_word_apart(full, parameter))))
}

/// Names longer than this are not compared.
const LONGEST: usize = 80;

/// Whether a name lacks just the last letter or two of a long one: more likely a slip than an
/// abbreviation.
fn almost(full: &str, parameter: &str) -> bool {
    parameter.len() > 7
        && full.len() > parameter.len()
        && full.len() - parameter.len() <= 2
        && full[..parameter.len()].eq_ignore_ascii_case(parameter)
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn capitalised(verb: &str) -> String {
    let mut verb = lower(verb);
    if let Some(first) = verb.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    match verb.as_str() {
        "Foreach" => "ForEach".to_owned(),
        _ => verb,
    }
}

/// The one name nearest to a word, if any is within `most` slips of the pen.
fn nearest<'a>(names: impl Iterator<Item = &'a str>, word: &str, most: usize) -> Option<&'a str> {
    let word = lower(word);
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for name in names.filter(|name| name.len().abs_diff(word.len()) <= most) {
        let distance = strsim::osa_distance(&lower(name), &word);
        if distance > most {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, before)) if distance == least => tied |= !before.eq_ignore_ascii_case(name),
            _ => {
                best = Some((distance, name));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|(_, name)| name)
}

/// The only one there is.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

/// Whether two names in humps differ by one word that only one of them has, with at least two words in
/// common: `XmppExternalFederationRoute`, `XmppFederationRoute`.
fn one_word_apart(known: &str, name: &str) -> bool {
    let (long, short) = (humps(known), humps(name));
    let (long, short) = if long.len() > short.len() { (long, short) } else { (short, long) };
    if long.len() != short.len() + 1 || short.len() < 2 {
        return false;
    }
    let same = |a: &&str, b: &&str| a.eq_ignore_ascii_case(b);
    let front = long.iter().zip(&short).take_while(|(a, b)| same(a, b)).count();
    let back = long.iter().rev().zip(short.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    front + back >= short.len()
}

/// The words of a name in humps.
fn humps(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    for at in 1..bytes.len() {
        if bytes[at].is_ascii_uppercase() && !bytes[at - 1].is_ascii_uppercase() {
            words.push(&name[start..at]);
            start = at;
        }
    }
    words.push(&name[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_cmdlets_are_known_for_what_was_meant() {
        for (wrong, right) in [
            ("New-CsExtenalAccessPolicy", "New-CsExternalAccessPolicy"),
            ("Set-CsXmpAllowedPartner", "Set-CsXmppAllowedPartner"),
            ("Stop-CsWindowsServices", "Stop-CsWindowsService"),
            ("Mvoe-CsUser", "Move-CsUser"),
            ("Publish-CsTopolgy", "Publish-CsTopology"),
        ] {
            assert_eq!(meant_by(wrong).as_deref(), Some(right), "{wrong}");
        }
    }

    #[test]
    fn known_names_and_names_far_from_known_ones_are_silent() {
        for name in [
            "New-CsExternalAccessPolicy",
            "get-csuser",
            "Get-CSUser",
            "Get-CsVoicePolicy",
            "Get-CsFrobnication",
            "Get-ADUser",
            "Select-Object",
            "Get-CsPools2",
            "-",
            "",
        ] {
            assert_eq!(meant_by(name), None, "{name}");
        }
    }

    #[test]
    fn misspelt_parameters_are_known_for_what_was_meant() {
        for (cmdlet, wrong, right) in [
            ("New-CsExternalAccessPolicy", "EnableFederationAcces", "EnableFederationAccess"),
            ("New-CsExternalAccessPolicy", "EnableXmpAccess", "EnableXmppAccess"),
            ("Set-CsSite", "XmppExternalFederationRoute", "XmppFederationRoute"),
            ("Set-CsXmppAllowedPartner", "TlsNegociation", "TlsNegotiation"),
            ("Move-CsUser", "Tagret", "Target"),
        ] {
            assert_eq!(parameter_meant_by(cmdlet, wrong), Some(right), "{wrong}");
        }
    }

    #[test]
    fn parameters_a_cmdlet_has_or_that_resemble_none_are_silent() {
        for (cmdlet, parameter) in [
            ("New-CsExternalAccessPolicy", "enablexmppaccess"),
            ("New-CsExternalAccessPolicy", "Ident"),
            ("New-CsExternalAccessPolicy", "EnableSomethingElse"),
            ("New-CsExternalAccessPolicy", "Verbose"),
            ("Get-CsUser", "ea"),
            ("Get-CsUnknown", "Identiy"),
        ] {
            assert_eq!(parameter_meant_by(cmdlet, parameter), None, "{cmdlet} -{parameter}");
        }
    }

    #[test]
    fn every_known_cmdlet_and_parameter_is_silent_about_itself() {
        for cmdlet in CMDLETS {
            assert_eq!(meant_by(cmdlet.name), None, "{}", cmdlet.name);
            for parameter in cmdlet.parameters.iter().chain(cmdlet.switches) {
                assert_eq!(parameter_meant_by(cmdlet.name, parameter), None, "{} -{parameter}", cmdlet.name);
            }
        }
    }
}
