import { textUtil } from '@grafana/data';

/**
 * The address as it is written, or undefined where a browser would run what it carries (`javascript:`, `data:`, `vbscript:`, in whatever
 * disguise). What Grafana's own check returns is not used: of a relative address it decodes `%26`, which makes two parameters of one.
 */
export const safeUrl = (url: string): string | undefined =>
  textUtil.sanitizeUrl(url) === 'about:blank' ? undefined : url;
