import { createHash } from 'node:crypto';

const LONGEST = 50;

/** The readable part of a dashboard's URL. From 12 on a long or empty one is replaced by a hash of the title. */
export function slugOf(title: string, modern: boolean): string {
  const slug = title
    .trim()
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll('@', ' at ')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'"]/g, '')
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  if (modern && (slug === '' || slug.length > LONGEST))
    return createHash('sha1').update(title).digest('hex').slice(0, 7);
  return slug;
}

export const dashboardUrl = (uid: string, title: string, modern: boolean): string =>
  `/d/${uid}/${slugOf(title, modern)}`;

export const folderUrl = (uid: string, title: string, modern: boolean): string =>
  `/dashboards/f/${uid}/${slugOf(title, modern)}`;
