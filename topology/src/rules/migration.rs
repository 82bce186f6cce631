//! Under 2013, XMPP federation is migrated from the legacy gateway, in order.

use super::{Rule, Subject};
use crate::model::{Command, Place, Planned, RecordData, Step, User, Version};
use unisono::finding::Severity;
use unisono::message;
use unisono::message::Wording;

const PACKS: &[&str] = &["lync-server-2013"];

unisono::message::wordings! {
    DEPLOY_POOL: "step/deploy-pool", "deploy the pool";
    DEPLOY_EDGE: "step/deploy-edge", "deploy the Edge";
    MOVE_USERS: "step/move-users", "move the users";
    POLICIES: "step/policies", "create policies and certificates";
    ENABLE_XMPP: "step/enable-xmpp", "enable XMPP federation";
    UPDATE_DNS: "step/update-dns", "update DNS";
    USES_LEGACY: "partner-while-legacy-gateway/uses", "uses the legacy XMPP gateway";
    ON_LEGACY: "partner-while-legacy-gateway/homed", "is homed on a legacy pool";
    PARTNER_TOO_EARLY: "partner-while-legacy-gateway/partner", "the XMPP partner {partner} is configured in Lync Server 2013 while {user} {how}";
    MOVE_FIRST: "partner-while-legacy-gateway/help", "Move all users first, or remove the partner from the 2013 deployment until then.";
    STILL_RELIES: "related/still-legacy", "this user still relies on the legacy gateway";
    USER_LEFT: "xmpp-dns-too-early/user", "{user} {how}";
    NOT_ENABLED: "xmpp-dns-too-early/federation", "XMPP federation is not enabled on it";
    NO_POLICY: "xmpp-dns-too-early/policy", "no policy allows federation and XMPP";
    NO_CERTIFICATE: "xmpp-dns-too-early/certificate", "no certificate of the Edge's outside is configured";
    DNS_TOO_EARLY: "xmpp-dns-too-early/record", "{record} leads to the 2013 Edge already, but {why}";
    DNS_LAST: "xmpp-dns-too-early/help", "Update DNS last: after users, policies, certificates and XMPP federation itself.";
    NOT_DONE: "related/not-done", "this is not done yet";
    REORDERED: "migration-steps-reordered/step", "\"{step}\" comes after \"{before}\"; it must come before";
    IN_ORDER: "migration-steps-reordered/help", "Take the steps in this order: pool, Edge, users, policies and certificates, XMPP federation, DNS.";
    TOO_EARLY: "related/too-early", "this comes too early";
    LEFT: "users-left-on-legacy-pool/user", "{user} is left on {pool}, and XMPP federation goes through the 2013 Edge";
    MOVE_ALL: "users-left-on-legacy-pool/help", "Move all users to a 2013 pool before the route is changed.";
    ROUTE_IS_2013: "related/route-to-2013", "the route leads to the 2013 Edge";
    PILOT: "xmpp-on-pilot-edge/proxy", "the 2013 Edge {name} has the XMPP proxy while the legacy Edge still routes federation";
    LEAVE_DISABLED: "xmpp-on-pilot-edge/help", "Leave federation and XMPP federation disabled on the pilot Edge until the route is changed.";
    GOES_THIS_WAY: "related/goes-this-way", "federation goes this way";
    POLICY_MISSING: "xmpp-policy-missing/missing", "the XMPP partner {partner} is configured, and no policy allows federation and XMPP";
    SET_POLICY: "xmpp-policy-missing/help", "Set-CsExternalAccessPolicy -EnableFederationAccess $true -EnableXmppAccess $true";
    HALF: "related/half-policy", "this policy allows only one of them";
}

/// A user who is not moved yet, and what shows it.
fn left_behind<'a>(subject: &Subject<'a>) -> Option<(&'a User, Place, &'static Wording)> {
    subject.deployment.users.iter().find_map(|user| {
        if let Some(legacy) = user.legacy_gateway.as_ref().filter(|legacy| legacy.value) {
            return Some((user, legacy.place, &USES_LEGACY));
        }
        let pool = user.pool.as_ref()?;
        let version = subject.version_of_name(&pool.value)?;
        (version <= Version::LYNC_2010).then_some((user, pool.place, &ON_LEGACY))
    })
}

/// A partner while users use the legacy gateway.
pub static PARTNER_WHILE_LEGACY_GATEWAY: Rule = Rule {
    name: "partner-while-legacy-gateway",
    severity: Severity::Error,
    claims: &["X13-05", "X13-06"],
    packs: PACKS,
    summary: "an XMPP partner is configured in Lync Server 2013 while users still use the legacy gateway",
    explanation: "A user moved to a 2013 pool can go on with the legacy XMPP gateway only when the partner is not \
        configured in 2013: with the partner there, messages take the 2013 route and legacy users are cut off.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let in_2013 = subject.deployment.partners.iter().find(|partner| {
            partner.configured_in.as_ref().is_none_or(|version| version.value >= Version::LYNC_2013)
        });
        let behind = left_behind(subject);
        match (in_2013, behind) {
            (Some(partner), Some((user, place, how))) => {
                judgement
                    .broken(
                        partner.place,
                        &partner.domain,
                        message!(PARTNER_TOO_EARLY, partner = &partner.domain, user = &user.identity, how),
                    )
                    .help(&MOVE_FIRST)
                    .related(place, &STILL_RELIES);
            }
            (Some(_), None) | (None, Some(_)) if !subject.deployment.users.is_empty() => judgement.held(),
            _ => {}
        }
    },
};

/// DNS leads to the 2013 Edge too early.
pub static XMPP_DNS_TOO_EARLY: Rule = Rule {
    name: "xmpp-dns-too-early",
    severity: Severity::Error,
    claims: &["X13-08.6", "X13-26"],
    packs: PACKS,
    summary: "the XMPP SRV record leads to the 2013 Edge before everything else is done",
    explanation: "DNS is updated last: when all users are moved, policies and certificates configured and XMPP \
        federation enabled. A record that leads to the 2013 Edge before that cuts off the users that are left.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        for record in &subject.deployment.records {
            let RecordData::Srv { target: Some(target), .. } = &record.data else { continue };
            if !super::records::is_xmpp(&record.owner.value) {
                continue;
            }
            let pools = subject.edge_pools(&target.value);
            let is_2013 = |version: Option<Version>| version == Some(Version::LYNC_2013);
            if !pools.iter().any(|pool| is_2013(subject.version_of_pool(*pool))) {
                continue;
            }
            let without_proxy = subject.edges().find(|edge| {
                edge.pool.is_some_and(|pool| pools.contains(&pool))
                    && edge.shows_proxy()
                    && edge.proxy().is_none()
            });
            let (place, why) = if let Some((user, place, how)) = left_behind(subject) {
                (place, message!(USER_LEFT, user = &user.identity, how))
            } else if let Some(edge) = without_proxy {
                (edge.place, message!(NOT_ENABLED))
            } else if let Some(policy) =
                subject.deployment.policies.first().filter(|_| !subject.has_xmpp_policy())
            {
                (policy.place, message!(NO_POLICY))
            } else if let Some(certificate) = subject
                .deployment
                .certificates
                .first()
                .filter(|_| super::certificates::of_edge(subject).next().is_none())
            {
                (certificate.place, message!(NO_CERTIFICATE))
            } else {
                judgement.held();
                continue;
            };
            judgement
                .broken(
                    target.place,
                    &record.owner.value,
                    message!(DNS_TOO_EARLY, record = &record.owner.value, why),
                )
                .help(&DNS_LAST)
                .related(place, &NOT_DONE);
        }
    },
};

/// The steps of a migration in another order.
pub static MIGRATION_STEPS_REORDERED: Rule = Rule {
    name: "migration-steps-reordered",
    severity: Severity::Error,
    claims: &["X13-08.1"],
    packs: PACKS,
    summary: "a plan or script takes the steps of the migration in another order",
    explanation: "The order is: pool, Edge, users, policies and certificates, XMPP federation, DNS. Certificates, gateway \
        and DNS may be done in parallel once all users are moved; in a plan they then stand in a list of their own. Of a \
        script only what does harm is judged: DNS before anything else, XMPP federation before users are moved.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let mut steps: Vec<Planned> = subject.deployment.steps.clone();
        let planned = !steps.is_empty();
        if !planned {
            steps = script_steps(&subject.deployment.commands);
        }
        // The latest step so far, turn by turn.
        let mut latest: Option<Planned> = None;
        let mut kinds: Vec<Step> = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            let before = latest.filter(|latest| latest.turn < step.turn);
            let disordered = before.filter(|before| match (before.step, step.step) {
                (before, step) if step >= before => false,
                // In a script a policy behind the partner it is for does no harm.
                (Step::EnableXmpp, Step::PoliciesAndCertificates) => planned,
                _ => true,
            });
            if let Some(before) = disordered {
                judgement
                    .broken(
                        step.place,
                        name(step.step).text(),
                        message!(REORDERED, step = name(step.step), before = name(before.step)),
                    )
                    .help(&IN_ORDER)
                    .related(before.place, &TOO_EARLY);
            }
            if !kinds.contains(&step.step) {
                kinds.push(step.step);
            }
            // Those of one turn are compared with what came before it, not with each other.
            let ends = steps.get(at + 1).is_none_or(|next| next.turn != step.turn);
            if ends {
                let turn = steps[..=at].iter().rev().take_while(|other| other.turn == step.turn);
                let highest = turn.max_by_key(|other| other.step).copied();
                latest = latest
                    .into_iter()
                    .chain(highest)
                    .max_by_key(|step| step.step)
                    .map(|found| Planned { turn: step.turn, ..found });
            }
        }
        if kinds.len() > 1 {
            judgement.held();
        }
    },
};

fn name(step: Step) -> &'static Wording {
    match step {
        Step::DeployPool => &DEPLOY_POOL,
        Step::DeployEdge => &DEPLOY_EDGE,
        Step::MoveUsers => &MOVE_USERS,
        Step::PoliciesAndCertificates => &POLICIES,
        Step::EnableXmpp => &ENABLE_XMPP,
        Step::UpdateDns => &UPDATE_DNS,
    }
}

/// The steps that the commands of a script take.
fn script_steps(commands: &[Command]) -> Vec<Planned> {
    let step = |command: &Command| -> Option<Step> {
        let cmdlet = command.cmdlet.value.to_ascii_lowercase();
        let holds = |part: &str| {
            let values = command.parameters.iter().flat_map(|parameter| &parameter.values);
            values.into_iter().any(|value| value.value.to_ascii_lowercase().contains(part))
        };
        match cmdlet.as_str() {
            "move-csuser" | "move-cslegacyuser" => Some(Step::MoveUsers),
            "new-csexternalaccesspolicy"
            | "set-csexternalaccesspolicy"
            | "grant-csexternalaccesspolicy"
            | "request-cscertificate"
            | "import-cscertificate"
            | "set-cscertificate" => Some(Step::PoliciesAndCertificates),
            "new-csxmppallowedpartner" => Some(Step::EnableXmpp),
            "set-cssite" if command.parameter("XmppFederationRoute").is_some() => Some(Step::EnableXmpp),
            "add-dnsserverresourcerecord" | "add-dnsserverresourcerecorda" | "dnscmd" | "dnscmd.exe" => {
                (holds("_xmpp-server") || holds("xmpp")).then_some(Step::UpdateDns)
            }
            _ => None,
        }
    };
    let steps = commands.iter().filter_map(|command| Some((step(command)?, command.cmdlet.place)));
    steps.enumerate().map(|(turn, (step, place))| Planned { step, turn: turn as u32, place }).collect()
}

/// Users left on a legacy pool although XMPP goes through the 2013 Edge.
pub static USERS_LEFT_ON_LEGACY_POOL: Rule = Rule {
    name: "users-left-on-legacy-pool",
    severity: Severity::Error,
    claims: &["X13-10", "X13-26"],
    packs: PACKS,
    summary: "users are left on a legacy pool while XMPP federation goes through the 2013 Edge",
    explanation: "All users must be moved before XMPP federation is routed through a 2013 Edge: those left on a legacy \
        pool (2010 and before) cannot talk to the partner any more. A legacy pool without users is fine.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let mut routes = subject.xmpp_routes();
        let Some(route) = routes.find(|route| subject.route_version(route) == Some(Version::LYNC_2013))
        else {
            return;
        };
        let mut judged = false;
        for user in &subject.deployment.users {
            let Some(pool) = &user.pool else { continue };
            let Some(version) = subject.version_of_name(&pool.value) else { continue };
            judged = true;
            if version <= Version::LYNC_2010 {
                judgement
                    .broken(
                        pool.place,
                        &user.identity,
                        message!(LEFT, user = &user.identity, pool = &pool.value),
                    )
                    .help(&MOVE_ALL)
                    .related(route.target.place, &ROUTE_IS_2013);
            }
        }
        if judged {
            judgement.held();
        }
    },
};

/// XMPP on the pilot Edge while the legacy Edge routes federation.
pub static XMPP_ON_PILOT_EDGE: Rule = Rule {
    name: "xmpp-on-pilot-edge",
    severity: Severity::Warning,
    claims: &["X13-25"],
    packs: PACKS,
    summary: "the pilot Edge of 2013 has the XMPP proxy while the legacy Edge still routes federation",
    explanation: "While 2013 is piloted, federation and XMPP federation go through the legacy Edge: they are not enabled \
        on the 2013 Edge. Once a federation route leads to an Edge of 2013 or later the pilot is over.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let legacy_edge = subject
            .edges()
            .find(|edge| subject.version(edge).is_some_and(|version| version <= Version::LYNC_2010));
        let mut routes = subject.deployment.routes.iter();
        let legacy_route = routes
            .find(|route| subject.route_version(route).is_some_and(|version| version <= Version::LYNC_2010));
        let Some(legacy) = legacy_route.map(|route| route.place).or(legacy_edge.map(|edge| edge.place))
        else {
            return;
        };
        let mut routes = subject.deployment.routes.iter();
        let over = legacy_route.is_none()
            && routes.any(|route| {
                subject.route_version(route).is_some_and(|version| version >= Version::LYNC_2013)
            });
        for edge in subject.edges().filter(|edge| subject.version(edge) == Some(Version::LYNC_2013)) {
            match edge.proxy() {
                Some(place) if !over => {
                    let name = subject.name(edge);
                    judgement
                        .broken(place, name, message!(PILOT, name))
                        .help(&LEAVE_DISABLED)
                        .related(legacy, &GOES_THIS_WAY);
                }
                _ => judgement.held(),
            }
        }
    },
};

/// A partner and no policy for it.
pub static XMPP_POLICY_MISSING: Rule = Rule {
    name: "xmpp-policy-missing",
    severity: Severity::Error,
    claims: &["X13-21"],
    packs: PACKS,
    summary: "an XMPP partner is configured, and no external access policy allows federation and XMPP",
    explanation: "A user talks to an XMPP partner only where one external access policy has both EnableFederationAccess \
        and EnableXmppAccess; either alone opens nothing, and both are off by default.",
    of_pages: false,
    absorbs: &[],
    check: |subject, judgement| {
        let Some(partner) = subject.deployment.partners.first() else { return };
        if !subject.deployment.is_whole() {
            return;
        }
        if subject.has_xmpp_policy() {
            judgement.held();
            return;
        }
        let half =
            subject.deployment.policies.iter().find(|policy| {
                [&policy.xmpp, &policy.federation].into_iter().flatten().any(|flag| flag.value)
            });
        let message = message!(POLICY_MISSING, partner = &partner.domain);
        let broken = judgement.broken(partner.place, &partner.domain, message).help(&SET_POLICY);
        if let Some(policy) = half {
            broken.related(policy.place, &HALF);
        }
    },
};
