import { css, cx } from '@emotion/css';
import { renderTextPanelMarkdown, textUtil, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { optionsOf, type PanelProps } from '../panel-props.ts';
import { Code } from './code.tsx';

const DEFAULTS = {
  mode: 'markdown',
  content: '',
  code: { language: 'plaintext', showLineNumbers: false },
};

/** Markdown, HTML (both cleaned of scripts) or code. */
export function TextPanel({ panel, replace, height }: PanelProps) {
  const options = optionsOf(panel, DEFAULTS);
  const styles = useStyles2(textStyles);
  const text = useMemo(
    // Whatever the mode, values are written for HTML (`GET, POST`), unless the language of the code is JSON.
    () => replace(options.content, {}, options.code.language === 'json' ? 'json' : 'html'),
    [options.content, options.code.language, replace],
  );
  const html = useMemo(() => {
    if (options.mode === 'code') return '';
    const clean =
      options.mode === 'html'
        ? textUtil.sanitizeTextPanelContent(text)
        : renderTextPanelMarkdown(text);
    // A picture without a description is decoration to a screen reader.
    return clean.replace(/<img(?![^>]*\balt=)/g, '<img alt=""');
  }, [options.mode, text]);
  if (options.mode === 'code')
    return (
      <Code
        text={text}
        language={options.code.language}
        numbered={options.code.showLineNumbers}
        height={height}
      />
    );
  // eslint-disable-next-line react/no-danger -- cleaned above, as Grafana cleans it
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label={panel.title || 'Text'}
      className={cx('markdown-html', styles)}
      style={{ height }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

const textStyles = (_: GrafanaTheme2): string =>
  css({
    overflow: 'auto',
    overflowWrap: 'break-word',
    // Colour alone does not tell a link from the text around it.
    'p a, li a': { textDecoration: 'underline' },
  });
