import { css, cx } from '@emotion/css';
import { renderTextPanelMarkdown, textUtil, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { optionsOf, type PanelProps } from './panel-props.ts';

const DEFAULTS = {
  mode: 'markdown',
  content: '',
  code: { language: 'plaintext', showLineNumbers: false },
};

/** Markdown, HTML (both cleaned of scripts) or code. */
export function TextPanel({ panel, replace, height }: PanelProps) {
  const options = optionsOf(panel, DEFAULTS);
  const styles = useStyles2(textStyles);
  const html = useMemo(() => {
    if (options.mode === 'code') return '';
    const text = replace(options.content, {}, options.mode === 'html' ? 'html' : 'text');
    const clean =
      options.mode === 'markdown'
        ? renderTextPanelMarkdown(text)
        : textUtil.sanitizeTextPanelContent(text);
    // A picture without a description is decoration to a screen reader.
    return clean.replace(/<img(?![^>]*\balt=)/g, '<img alt=""');
  }, [options.mode, options.content, replace]);
  if (options.mode === 'code') {
    return (
      <div className={styles.code} style={{ height }}>
        {options.content.split('\n').map((line, i) => (
          <div key={i}>
            {options.code.showLineNumbers && <span className={styles.number}>{i + 1}</span>}
            <span>{line || ' '}</span>
          </div>
        ))}
      </div>
    );
  }
  // eslint-disable-next-line react/no-danger -- cleaned above, as Grafana cleans it
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={panel.title || 'Text'}
      className={cx('markdown-html', styles.text)}
      style={{ height }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

const textStyles = (theme: GrafanaTheme2) => ({
  text: css({
    overflow: 'auto',
    overflowWrap: 'break-word',
    // Colour alone does not tell a link from the text around it.
    'p a, li a': { textDecoration: 'underline' },
  }),
  code: css({
    overflow: 'auto',
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: 14,
    lineHeight: '19px',
    whiteSpace: 'pre',
  }),
  number: css({
    display: 'inline-block',
    width: 30,
    marginRight: 26,
    textAlign: 'right',
    color: theme.colors.text.disabled,
  }),
});
