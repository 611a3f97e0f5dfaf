import { BlockList, isIP } from "node:net";

/** Special-purpose IPv4 blocks (IANA registry, RFC 6890): nothing there is a page of the open web. */
const NOT_PUBLIC_4: [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
/** Within 2000::/3, the only space given out for the open web: tunnels that lead to any IPv4, and documentation. */
const NOT_PUBLIC_6: [string, number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const four = listOf(NOT_PUBLIC_4, "ipv4");
const six = listOf(NOT_PUBLIC_6, "ipv6");
const given6 = listOf([["2000::", 3]], "ipv6");

function listOf(subnets: [string, number][], kind: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, kind);
  return list;
}

/** True for an IP address of the open web: not this machine, its network, a cloud's metadata, or nobody's. */
export function isPublicAddress(ip: string): boolean {
  switch (isIP(ip)) {
    case 4:
      return !four.check(ip, "ipv4");
    case 6:
      return given6.check(ip, "ipv6") && !six.check(ip, "ipv6");
  }
  return false;
}
