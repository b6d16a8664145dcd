import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import { toText, type Value } from '../values.ts';
import { ofText, type FunctionTable } from './scalar-function.ts';

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');

function blocks(...subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', length = ''] = subnet.split('/');
    list.addSubnet(address, Number(length), family(address));
  }
  return list;
}

const CIDR = /^([0-9a-f:.]+)\/(\d{1,3})$/i;
const subnets = new Map<string, BlockList | null>();

/** The block of a subnet in CIDR notation; null when it is none. Kept, since a query names few. */
export function subnetOf(text: string): BlockList | null {
  const known = subnets.get(text);
  if (known !== undefined) return known;
  const [, address = '', length = ''] = CIDR.exec(text.trim()) ?? [];
  const valid = isIP(address) !== 0 && Number(length) <= (isIPv4(address) ? 32 : 128);
  const block = valid ? blocks(`${address}/${length}`) : null;
  if (subnets.size > 1000) subnets.clear();
  subnets.set(text, block);
  return block;
}

/** Whether a valid address lies in the block. */
export const isIn = (block: BlockList, address: string): boolean =>
  isIP(address) !== 0 && block.check(address, family(address));

const inSubnet = (accepts: (address: string) => boolean) =>
  ofText((address, subnet: Value | undefined) => {
    const block = subnetOf(toText(subnet ?? null) ?? '');
    return block !== null && accepts(address) && isIn(block, address);
  });

const PRIVATE = blocks('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16');

/** The special-purpose registries of IANA, RFC 6890 and its updates, less the private ranges. */
const RESERVED = blocks(
  '0.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/127',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html#CWL_QuerySyntax-IPaddress-functions */
export const IP_FUNCTIONS: FunctionTable = {
  isvalidip: ofText((address) => isIP(address) !== 0),
  isvalidipv4: ofText((address) => isIPv4(address)),
  isvalidipv6: ofText((address) => isIPv6(address)),
  isipinsubnet: inSubnet(() => true),
  isipv4insubnet: inSubnet(isIPv4),
  isipv6insubnet: inSubnet(isIPv6),
  ipv4tonumber: ofText((address) =>
    isIPv4(address)
      ? address.split('.').reduce((number, part) => number * 256 + Number(part), 0)
      : null,
  ),
  isprivateip: ofText((address) => isIn(PRIVATE, address)),
  isreservedip: ofText((address) => isIn(RESERVED, address)),
  ispublicip: ofText(
    (address) => isIP(address) !== 0 && !isIn(PRIVATE, address) && !isIn(RESERVED, address),
  ),
};
