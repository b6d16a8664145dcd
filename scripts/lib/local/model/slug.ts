import { createHash } from 'node:crypto';

const LONGEST = 50;

/** Letters that do not come apart into a Latin letter and an accent. */
const SPELLED: Readonly<Record<string, string>> = {
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  þ: 'p',
  '&': 'and',
  '@': 'at',
  '©': 'c',
  '®': 'r',
  '™': 'tm',
  ' ': '-',
  '/': '-',
};
const OMITTED = /[,"'\n\r\0?.()]/g;

/** The readable part of a dashboard's URL. From 12 on other characters are spelled by their bytes, and a long or empty slug is replaced by a hash of the title. */
export function slugOf(title: string, modern: boolean): string {
  const key = `${modern ? 'm' : 'l'}${title}`;
  const known = slugs.get(key);
  if (known !== undefined) return known;
  if (slugs.size >= MOST_SLUGS) slugs.clear();
  const made = makeSlug(title, modern);
  slugs.set(key, made);
  return made;
}

/** A save on 9 and 10 looks at the slug of every title: each is made once. */
const slugs = new Map<string, string>();
const MOST_SLUGS = 20_000;

function makeSlug(title: string, modern: boolean): string {
  const slug = Array.from(title.trim().toLowerCase().replace(OMITTED, ''), (letter) =>
    spelled(letter, modern),
  )
    .join('')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
  if (modern && (slug === '' || slug.length > LONGEST))
    return createHash('sha1')
      .update(slug || title)
      .digest('hex')
      .slice(0, 7);
  return slug;
}

function spelled(letter: string, modern: boolean): string {
  const known = SPELLED[letter];
  if (known !== undefined) return known;
  const plain = letter.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  if (/^[a-z0-9_-]$/.test(plain)) return plain;
  return modern ? `${Buffer.from(letter).toString('hex')}-` : '-';
}

export const dashboardUrl = (uid: string, title: string, modern: boolean): string =>
  `/d/${uid}/${slugOf(title, modern)}`;

export const folderUrl = (uid: string, title: string, modern: boolean): string =>
  `/dashboards/f/${uid}/${slugOf(title, modern)}`;
