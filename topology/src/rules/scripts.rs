//! Commands of scripts.

use super::{Rule, Subject};
use crate::model::{Command, FaultKind, Kind};
use unisono::finding::Severity;
use unisono::message;

unisono::message::wordings! {
    NOT_RESTARTED: "edge-not-restarted/certificate", "the certificate of the Edge is assigned, and its services are not stopped and started afterwards";
    RESTART: "edge-not-restarted/help", "Stop-CsWindowsService, then Start-CsWindowsService.";
    OTHER_SERVICE: "route-service-missing/service", "the route leads to a service \"{prefix}\"; it must be an EdgeServer";
    WRITE_EDGE: "route-service-missing/help", "Write \"EdgeServer:{is}\".";
    NO_SERVICE: "route-service-missing/none", "the route \"{target}\" does not name the EdgeServer service";
    WRITE_EDGE_BEFORE: "route-service-missing/help/none", "Write \"EdgeServer:{target}\".";
    NOT_ENABLED: "topology-not-enabled/command", "{cmdlet} changes the topology, and Enable-CsTopology does not follow";
    ENABLE: "topology-not-enabled/help", "Run Enable-CsTopology after the last change.";
    XMPP_ON_2019: "xmpp-command-on-2019/command", "{cmdlet} configures XMPP, which Skype for Business Server 2019 does not have";
    IN_LEGACY: "xmpp-command-on-2019/help", "Configure XMPP in a legacy deployment (2013 or 2015) that coexists.";
}

/// Commands that cannot run.
pub static COMMAND_INVALID: Rule = Rule {
    name: "command-invalid",
    severity: Severity::Error,
    claims: &["PS-02"],
    packs: &[],
    summary: "a cmdlet or parameter does not exist, or parameters contradict or miss each other",
    explanation: "A misspelt cmdlet or parameter (New-CsExtenalAccessPolicy, -EnableFederationAcces, \
        -XmppExternalFederationRoute) does not run. New-CsXmppAllowedPartner takes either -Identity or -Domain, never \
        both and never neither.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| super::texts::report(subject, judgement, FaultKind::Command),
};

/// Whether an Edge's certificate is assigned or imported by a command.
fn assigns_edge_certificate(command: &Command) -> bool {
    let holds = |parts: &[&str]| {
        let values = command.parameters.iter().flat_map(|parameter| &parameter.values);
        values.into_iter().any(|value| {
            let value = value.value.to_ascii_lowercase();
            parts.iter().any(|part| value.contains(part))
        })
    };
    command.is("Set-CsCertificate") && holds(&["external", "edge", "xmpp", "audiovideoauthentication"])
        || command.is("Import-CsCertificate") && holds(&["edge", "xmpp"])
}

/// A certificate assigned, and services not restarted.
pub static EDGE_NOT_RESTARTED: Rule = Rule {
    name: "edge-not-restarted",
    severity: Severity::Warning,
    claims: &["X13-13"],
    packs: &["lync-server-2013"],
    summary: "a script assigns a certificate on the Edge and does not stop and start its services",
    explanation: "After a certificate is assigned on the Edge its services must be stopped and started \
        (Stop-CsWindowsService, Start-CsWindowsService): until then they go on with the old one.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let commands = &subject.deployment.commands;
        // From the end: whether a start, and a stop before it, are still to come.
        let (mut start, mut stop) = (false, false);
        let mut unfinished = None;
        for command in commands.iter().rev() {
            if command.is("Start-CsWindowsService") || command.is("Restart-Service") {
                start = true;
                stop |= command.is("Restart-Service");
            } else if command.is("Stop-CsWindowsService") {
                stop |= start;
            } else if assigns_edge_certificate(command) {
                if start && stop {
                    judgement.held();
                } else {
                    unfinished = Some(command);
                }
            }
        }
        if let Some(command) = unfinished.filter(|_| subject.deployment.is_whole()) {
            judgement.broken(command.place, &command.cmdlet.value, &NOT_RESTARTED).help(&RESTART);
        }
    },
};

/// A route without the service it leads to.
pub static ROUTE_SERVICE_MISSING: Rule = Rule {
    name: "route-service-missing",
    severity: Severity::Warning,
    claims: &["X13-24"],
    packs: &[],
    summary: "a federation route in a script does not name the EdgeServer service",
    explanation: "Set-CsSite takes a route as the identity of a service, \"EdgeServer:edge.contoso.com\"; a bare FQDN or \
        another service is not an Edge it could lead to.",
    of_pages: true,
    absorbs: &[],
    check: |subject, judgement| {
        for route in &subject.deployment.routes {
            let source = subject.deployment.sources.get(route.target.place.source as usize);
            if source.and_then(|source| source.kind) != Some(Kind::PowerShell) {
                continue;
            }
            let target = &route.target.value;
            // A variable, a placeholder, or the end of a route.
            if target.is_empty() || target.starts_with(['$', '<', '(']) {
                continue;
            }
            match route.prefix() {
                Some(prefix) if prefix.eq_ignore_ascii_case("EdgeServer") => judgement.held(),
                Some(prefix) => {
                    judgement
                        .broken(route.target.place, target, message!(OTHER_SERVICE, prefix))
                        .help(message!(WRITE_EDGE, is = route.fqdn()));
                }
                None => {
                    judgement
                        .broken(route.target.place, target, message!(NO_SERVICE, target))
                        .help(message!(WRITE_EDGE_BEFORE, target));
                }
            }
        }
    },
};

/// Cmdlets that change the topology.
const CHANGES: [&str; 6] = [
    "Set-CsSite",
    "Set-CsEdgeServer",
    "Publish-CsTopology",
    "Set-CsRegistrar",
    "Set-CsMediationServer",
    "Set-CsUserServer",
];

/// A changed topology that is not enabled.
pub static TOPOLOGY_NOT_ENABLED: Rule = Rule {
    name: "topology-not-enabled",
    severity: Severity::Warning,
    claims: &[],
    packs: &[],
    summary: "a script changes the topology and does not enable it",
    explanation: "What Set-CsSite, Set-CsEdgeServer and Publish-CsTopology change takes effect with Enable-CsTopology, \
        which must come after the last of them.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        if !subject.deployment.is_whole() {
            return;
        }
        // Each script by itself, from its end.
        let mut enabled = None;
        let mut told = None;
        for command in subject.deployment.commands.iter().rev() {
            let source = command.place.source;
            if command.is("Enable-CsTopology") {
                enabled = Some(source);
            } else if CHANGES.iter().any(|change| command.is(change)) && told != Some(source) {
                told = Some(source);
                if enabled == Some(source) {
                    judgement.held();
                } else {
                    judgement
                        .broken(
                            command.place,
                            &command.cmdlet.value,
                            message!(NOT_ENABLED, cmdlet = &command.cmdlet.value),
                        )
                        .help(&ENABLE);
                }
            }
        }
    },
};

/// XMPP commands where there is no XMPP.
pub static XMPP_COMMAND_ON_2019: Rule = Rule {
    name: "xmpp-command-on-2019",
    severity: Severity::Warning,
    claims: &["X19-02", "PS-02"],
    packs: &["skype-for-business-server-2019"],
    summary: "a script configures XMPP where every server is of Skype for Business Server 2019",
    explanation: "The cmdlets are still there in 2019, and configure nothing that works unless a legacy version coexists. \
        Judged where the topology shows that none does.",
    of_pages: false,
    absorbs: &[],
    check: |subject: &Subject<'_>, judgement| {
        let commands = subject.deployment.commands.iter().filter(|command| {
            ["New-CsXmppAllowedPartner", "Set-CsXmppAllowedPartner", "Set-CsXmppGatewayConfiguration"]
                .iter()
                .any(|cmdlet| command.is(cmdlet))
        });
        let only_2019 = subject.is_only_2019();
        let known = subject.servers().next().is_some();
        for command in commands {
            if only_2019 {
                judgement
                    .broken(
                        command.cmdlet.place,
                        &command.cmdlet.value,
                        message!(XMPP_ON_2019, cmdlet = &command.cmdlet.value),
                    )
                    .help(&IN_LEGACY);
            } else if known {
                judgement.held();
            }
        }
    },
};
