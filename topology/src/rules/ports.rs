//! Ports and places of proxy and gateway.

use super::Rule;
use crate::model::{Port, Version};
use unisono::finding::Severity;
use unisono::message;
use unisono::message::{ToValue, Wording};

unisono::message::wordings! {
    IS_NOT: "xmpp-ports-wrong/is", "the XMPP proxy's {usage} port is {is}, not {was}";
    SPEAKS: "xmpp-ports-wrong/speaks", "the XMPP proxy's {usage} port speaks {is}, not {was}";
    NO_PORT_FOR: "xmpp-ports-wrong/usage", "the XMPP proxy has no port for \"{usage}\"";
    MUST_BE: "xmpp-ports-wrong/help/wrong", "It must be {side}, {number}, {protocol}.";
    NO_PORT: "xmpp-ports-wrong/missing", "the XMPP proxy has no {usage} port";
    NEEDS: "xmpp-ports-wrong/help/missing", "It needs {side}, {number}, {protocol}.";
    PROXY: "xmpp-roles-swapped/proxy", "the XMPP proxy is on {role} of {name}; it runs on the Edge only";
    GATEWAY: "xmpp-roles-swapped/gateway", "the XMPP gateway is on {role} of {name}; it runs on the Front End only";
    SWAP: "xmpp-roles-swapped/help", "Put the proxy on the Edge and the gateway on the Front End.";
}

/// The XMPP proxy's ports.
pub static XMPP_PORTS_WRONG: Rule = Rule {
    name: "xmpp-ports-wrong",
    severity: Severity::Error,
    claims: &["X13-20"],
    packs: &["lync-server-2013", "skype-for-business-server-2015"],
    summary: "the ports of the XMPP proxy are not those it must have",
    explanation: "The XMPP proxy listens outside on 5269 with TLS (XmppServer), and inside on 23456 with mutual TLS \
        (XptServer), where the gateway connects. Any other pair cuts off partners or the gateway.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for edge in subject.edges() {
            // Under 2019 there must be no proxy at all.
            if subject.version(edge).is_some_and(|version| version >= Version::SKYPE_2019) {
                continue;
            }
            let ports: Vec<&Port> = edge.ports.iter().filter(|port| port.is_proxy()).collect();
            let Some(first) = ports.first() else { continue };
            let mut right = [false; 2];
            let mut wrong = false;
            for port in &ports {
                let expected = EXPECTED.iter().position(|(usage, side, ..)| {
                    if port.usage.is_empty() {
                        port.side.eq_ignore_ascii_case(side)
                    } else {
                        port.usage.eq_ignore_ascii_case(usage)
                    }
                });
                let Some(at) = expected else {
                    judgement.broken(port.place, &port.usage, message!(NO_PORT_FOR, usage = &port.usage));
                    wrong = true;
                    continue;
                };
                let (usage, side, number, protocol) = EXPECTED[at];
                let found = port.number.as_ref().map(|number| number.value);
                let place = port.number.as_ref().map_or(port.place, |number| number.place);
                let mut fault = |place, wording: &'static Wording, is: &dyn ToValue, was: &dyn ToValue| {
                    let message = message!(*wording, usage, is, was);
                    judgement.broken(place, usage, message).help(message!(MUST_BE, side, number, protocol));
                    wrong = true;
                };
                if found.is_some_and(|found| found != number) {
                    fault(place, &IS_NOT, &found.unwrap_or_default(), &number);
                } else if !port.side.is_empty() && !port.side.eq_ignore_ascii_case(side) {
                    fault(port.place, &IS_NOT, &port.side, &side);
                } else if !port.protocol.is_empty()
                    && port.protocol.is_ascii()
                    && !port.protocol.eq_ignore_ascii_case(protocol)
                {
                    fault(port.place, &SPEAKS, &port.protocol, &protocol);
                }
                right[at] = true;
            }
            for (at, (usage, side, number, protocol)) in EXPECTED.into_iter().enumerate() {
                if !right[at] && !wrong && !subject.deployment.is_excerpt(first.place) {
                    judgement
                        .broken(first.place, usage, message!(NO_PORT, usage))
                        .help(message!(NEEDS, side, number, protocol));
                    wrong = true;
                }
            }
            if !wrong {
                judgement.held();
            }
        }
    },
};

/// Usage, side, number and protocol.
const EXPECTED: [(&str, &str, u32, &str); 2] =
    [("XmppServer", "External", 5269, "Tls"), ("XptServer", "Internal", 23456, "Mtls")];

/// Proxy and gateway on the wrong servers.
pub static XMPP_ROLES_SWAPPED: Rule = Rule {
    name: "xmpp-roles-swapped",
    severity: Severity::Error,
    claims: &["X13-03", "X19-04"],
    packs: &[],
    summary: "the XMPP proxy is not on an Edge, or the XMPP gateway not on a Front End",
    explanation: "XMPP is installed in two parts: the proxy on the Edge, the gateway on the Front End. Exchanged, neither \
        finds the network it needs.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for service in &subject.deployment.services {
            let name = subject.name(service);
            let role = service.role.name();
            let mut right = false;
            if let Some(place) = service.proxy() {
                if service.role.is_edge() {
                    right = true;
                } else {
                    judgement.broken(place, name, message!(PROXY, role, name)).help(&SWAP);
                }
            }
            if let Some(place) = service.gateway() {
                if service.role.is_front_end() {
                    right = true;
                } else {
                    judgement.broken(place, name, message!(GATEWAY, role, name)).help(&SWAP);
                }
            }
            if right {
                judgement.held();
            }
        }
    },
};
