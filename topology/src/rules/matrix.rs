//! TLS × SASL × dialback: which combinations can work.
//!
//! SASL runs inside TLS only. Dialback works over TLS and over plain TCP, but not where both TLS and
//! SASL are required. What neither SASL nor dialback can vouch for cannot connect.

use crate::model::Partner;
use unisono::message::Wording;

/// A setting of `-TlsNegotiation` or `-SaslNegotiation`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Negotiation {
    /// It must succeed.
    Required,
    /// It is tried.
    Optional,
    /// It is never offered.
    NotSupported,
}

impl Negotiation {
    /// Reads a setting as the cmdlet does, without regard to case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Required, Self::Optional, Self::NotSupported]
            .into_iter()
            .find(|setting| setting.name().eq_ignore_ascii_case(text.trim()))
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Required => "Required",
            Self::Optional => "Optional",
            Self::NotSupported => "NotSupported",
        }
    }
}

/// What becomes of a combination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It works.
    Works,
    /// It may fail, or a part of it has no effect.
    Doubtful(&'static Wording),
    /// It cannot work.
    Invalid(&'static Wording),
}

unisono::message::wordings! {
    INERT: "partner-negotiation/inert", "dialback does not operate where both SASL and TLS are required";
    LOOSE: "partner-negotiation/loose", "SASL requires TLS: with TLS not required, negotiation can fail";
    NEITHER: "partner-negotiation/neither", "neither SASL nor dialback is left to vouch for the partner";
    NO_TLS: "partner-negotiation/no-tls", "SASL cannot succeed without TLS, and dialback is off";
}

impl Verdict {
    /// The claims that it breaks: SASL needs TLS, something has to vouch, and what the defaults come to.
    #[must_use]
    pub fn claims(self) -> &'static [&'static str] {
        match self {
            Self::Works => &[],
            Self::Doubtful(why) if *why == INERT => &["PS-02"],
            Self::Invalid(why) if *why == NEITHER => &["X13-18.2"],
            Self::Doubtful(_) | Self::Invalid(_) => &["X13-18"],
        }
    }
}

/// What becomes of a combination (after the negotiation tables of the Lync Server 2013 guidance).
#[must_use]
pub fn negotiation(tls: Negotiation, sasl: Negotiation, dialback: bool) -> Verdict {
    use Negotiation::{NotSupported, Optional, Required};
    match (tls, sasl, dialback) {
        (_, NotSupported, false) => Verdict::Invalid(&NEITHER),
        (NotSupported, _, false) => Verdict::Invalid(&NO_TLS),
        (Required, Required, true) => Verdict::Doubtful(&INERT),
        (Optional | NotSupported, Required | Optional, _) => Verdict::Doubtful(&LOOSE),
        _ => Verdict::Works,
    }
}

/// The settings of a partner, with the cmdlet's defaults; `None` for one that is no setting.
#[must_use]
pub fn settings(partner: &Partner) -> (Option<Negotiation>, Option<Negotiation>, bool) {
    let parse = |setting: &Option<crate::Located<String>>| {
        Negotiation::parse(setting.as_ref().map_or(Partner::NEGOTIATION, |setting| &setting.value))
    };
    let dialback = partner.dialback.as_ref().map_or(Partner::DIALBACK, |dialback| dialback.value);
    (parse(&partner.tls), parse(&partner.sasl), dialback)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Negotiation::{NotSupported, Optional, Required};

    #[test]
    fn every_combination_has_the_verdict_of_the_guidance() {
        // TLS, SASL, dialback: w works, d doubtful, i invalid.
        let rows = [
            (Required, Required, "dw"),
            (Optional, Required, "dd"),
            (NotSupported, Required, "di"),
            (Required, Optional, "ww"),
            (Optional, Optional, "dd"),
            (NotSupported, Optional, "di"),
            (Required, NotSupported, "wi"),
            (Optional, NotSupported, "wi"),
            (NotSupported, NotSupported, "wi"),
        ];
        for (tls, sasl, expected) in rows {
            let found: String = [true, false]
                .into_iter()
                .map(|dialback| match negotiation(tls, sasl, dialback) {
                    Verdict::Works => 'w',
                    Verdict::Doubtful(_) => 'd',
                    Verdict::Invalid(_) => 'i',
                })
                .collect();
            assert_eq!(found, expected, "{tls:?} {sasl:?}");
        }
    }
}
