const GUIDE = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/';

/** The address of a page of the CloudWatch Logs user guide: `vendorPage('CWL_QuerySyntax-Stats', 'anchor')`. */
export const vendorPage = (page: string, anchor?: string): string =>
  `${GUIDE}${page}.html${anchor === undefined ? '' : `#${anchor}`}`;
