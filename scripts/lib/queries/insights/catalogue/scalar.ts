/**
 * Functions of fields, filter and every other expression, by the section of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const NUMERIC = [
  'abs(a: number): number',
  'ceil(a: number): number',
  'floor(a: number): number',
  'greatest(a: number, ...numbers: number): number',
  'least(a: number, ...numbers: number): number',
  'log(a: number): number',
  'round(a: number, d?: number): number',
  'sqrt(a: number): number',
  'haversine(lat1: number, lon1: number, lat2: number, lon2: number): number',
  'toNumber(field: any): number',
  'toInt(field: any): number',
  'toLong(field: any): number',
  'toDouble(field: any): number',
] as const;

/** `bin` rounds @timestamp; the others round what they are given. */
export const DATETIME = [
  'bin(period: period): timestamp',
  'datefloor(timestamp: timestamp, period: period): timestamp',
  'dateceil(timestamp: timestamp, period: period): timestamp',
  'fromMillis(field: number): timestamp',
  'toMillis(field: timestamp): number',
  'now(): number',
  'parseDate(field: string, format: string, timezone?: string): number',
  'formatDate(timestamp: any, format: string, timezone?: string): string',
] as const;

export const GENERAL = [
  'ispresent(field: any): boolean',
  'coalesce(field: any, ...fields: any): any',
  'case(condition: any, value: any, ...more: any): any',
  'if(condition: any, trueValue: any, falseValue: any): any',
  'isNumeric(field: any): boolean',
  'messageSize(field: any): number',
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data-viewunmasked.html
  'unmask(field: any): any',
  'queryStartTime(): number',
  'queryEndTime(): number',
  'queryTimeRange(): number',
] as const;

export const JSON_FUNCTIONS = [
  'jsonParse(field: string): any',
  'jsonStringify(field: any): string',
  'jsonArraySize(field: any): number',
  'jsonArrayContains(field: any, value: any): boolean',
] as const;

export const IP_ADDRESS = [
  'isValidIp(field: string): boolean',
  'isValidIpV4(field: string): boolean',
  'isValidIpV6(field: string): boolean',
  'isIpInSubnet(field: string, subnet: string): boolean',
  'isIpv4InSubnet(field: string, subnet: string): boolean',
  'isIpv6InSubnet(field: string, subnet: string): boolean',
  'ipv4ToNumber(field: string): number',
  'isPrivateIP(field: string): boolean',
  'isPublicIP(field: string): boolean',
  'isReservedIP(field: string): boolean',
] as const;

export const STRING = [
  'isempty(field: any): boolean',
  'isblank(field: any): boolean',
  'concat(str: any, ...strings: any): string',
  'ltrim(str: string, trimChars?: string): string',
  'rtrim(str: string, trimChars?: string): string',
  'trim(str: string, trimChars?: string): string',
  'strlen(str: string): number',
  'toupper(str: string): string',
  'tolower(str: string): string',
  'substr(str: string, startIndex: number, length?: number): string',
  'replace(field: string, searchValue: string, replaceValue: string): string',
  'regexReplace(field: string, pattern: regex, replacement: string): string',
  'strcontains(str: string, searchValue: string, caseInsensitive?: boolean): boolean',
  'startsWith(str: string, searchValue: string): boolean',
  'endsWith(str: string, searchValue: string): boolean',
  'urlencode(str: string): string',
  'urldecode(str: string): string',
  'base64encode(str: string): string',
  'base64decode(str: string): string',
  'split(str: string, delimiter: string): list',
  'hexToAscii(value: string): string',
  'hexToDec(value: string): number',
  'decToHex(value: number): string',
] as const;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-hash-functions.html */
export const HASHING = ['md5(field: string): string', 'sha256(field: string): string'] as const;
