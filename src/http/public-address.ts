import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** The only IPv6 space given out for the open web (IANA registry of unicast assignments). */
const GIVEN_OUT = ipaddr.parseCIDR("2000::/3");

/**
 * True for an IP address of the open web: not this machine, its network, a cloud's metadata, a tunnel that leads
 * to any of them, or nobody's. Only as it is written in full: `0177.0.0.1` is no address here.
 */
export function isPublicAddress(ip: string): boolean {
  if (isIP(ip) === 0) return false;
  const address = ipaddr.parse(ip);
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || address.match(GIVEN_OUT);
}
