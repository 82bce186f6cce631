/** What a report says of a deployment. */
import type { Range } from './types.js';

/** A deployment: what the topologies hold, and which claims of the guidance hold or break. */
export interface Topology {
  /** Ids of the guidance packs it was held against. */
  packs: string[];
  /** The products that these are about, as people call them. */
  guidance: string[];
  /** The texts it was read from; `kind` is for people and missing where the form was not recognised. */
  sources: { path: string; kind?: string }[];
  /** Findings in the topology files. */
  errors: number;
  warnings: number;
  notes: number;
  counts: TopologyCounts;
  /** SIP domains. */
  domains: string[];
  sites: { name: string; branch: boolean }[];
  pools: TopologyPool[];
  /** `target` is the FQDN of the Edge; `site` is empty where unknown. */
  routes: { site: string; kind: 'federation' | 'xmpp'; target: string }[];
  partners: TopologyPartner[];
  users: { identity: string; pool?: string; xmpp: boolean }[];
  /** External access policies. */
  policies: { identity: string; federation: boolean; xmpp: boolean }[];
  records: { name: string; type: 'SRV' | 'A' | 'CNAME'; priority?: number; port?: number; target?: string }[];
  certificates: { usage?: string; names: string[] }[];
  /** The claims there was something to judge by, ordered by id. */
  claims: TopologyClaim[];
  /** The picture, as SVG, where `topologyPicture` asks for it. */
  picture?: string;
}

/** How much of everything a deployment holds. */
export interface TopologyCounts {
  sites: number;
  pools: number;
  machines: number;
  services: number;
  ports: number;
  routes: number;
  partners: number;
  users: number;
  policies: number;
  certificates: number;
  records: number;
  commands: number;
}

/** A pool: one machine or several that do the same. */
export interface TopologyPool {
  fqdn: string;
  /** Name of its site. */
  site?: string;
  /** Name and version of the product: "Lync Server 2013". */
  product?: string;
  /** Year of the version. */
  version?: number;
  /** FQDNs. */
  machines: string[];
  /** Names of the roles installed on it. */
  roles: string[];
  xmppProxy: boolean;
  /** Whether a gateway that works is on it. */
  xmppGateway: boolean;
}

/** An XMPP partner, with the defaults of the cmdlet for what is not said. */
export interface TopologyPartner {
  domain: string;
  additionalDomains: string[];
  partnerType: string;
  tls: string;
  sasl: string;
  dialback: boolean;
  /** What becomes of TLS, SASL and dialback together. */
  negotiation: 'works' | 'doubtful' | 'invalid' | 'unknown';
}

/** A claim of the guidance, and whether the deployment obeys it. */
export interface TopologyClaim {
  id: string;
  /** What it says, in English. */
  says?: string;
  status: 'holds' | 'broken';
  /** Names of the rules that say so. */
  rules: string[];
  /** The sentences that state it, in the languages of the pages that were added. */
  sentences: ClaimSentence[];
}

/** The sentence of a page that speaks of a claim. */
export interface ClaimSentence {
  locale: string;
  path: string;
  range: Range;
  /** Markup included. */
  text: string;
  /** How it puts the claim. */
  verdict: 'stated' | 'weakened' | 'contradicted';
}
