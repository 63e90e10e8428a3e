import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnManagedLoginBranding, type IUserPool, type IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';

export interface LoginPagesProps {
  readonly userPool: IUserPool;
  readonly client: IUserPoolClient;
}

const icon = readFileSync(join(import.meta.dirname, '../../web/public/icon.svg'), 'utf8');

/** The page's icon beside the product's name: Cognito has no text for the name. */
const logo = (colour: string): string =>
  [
    '<svg xmlns="http://www.w3.org/2000/svg" width="208" height="40" viewBox="0 0 208 40">',
    icon.replace('<svg ', '<svg x="4" y="4" width="32" height="32" '),
    `<text x="46" y="27" font-family="sans-serif" font-size="22" font-weight="600" fill="${colour}">Multidomain</text>`,
    '</svg>',
  ].join('');

/** Colours as Cognito writes them: with opacity, without `#`. They are those of `web/src/theme.ts`. */
const button = (normal: string, hover: string, textColor: string) => ({
  defaults: { backgroundColor: normal, textColor },
  hover: { backgroundColor: hover, textColor },
  active: { backgroundColor: hover, textColor },
});

const settings = {
  categories: {
    global: { colorSchemeMode: 'DYNAMIC' },
    form: { displayGraphics: false },
  },
  componentClasses: {
    focusState: { lightMode: { borderColor: '1f7768ff' }, darkMode: { borderColor: '61b0a2ff' } },
    link: {
      lightMode: { defaults: { textColor: '1f7768ff' }, hover: { textColor: '146355ff' } },
      darkMode: { defaults: { textColor: '88c4b8ff' }, hover: { textColor: 'b3d9d1ff' } },
    },
  },
  components: {
    pageBackground: {
      image: { enabled: false },
      lightMode: { color: 'f5f7f6ff' },
      darkMode: { color: '141716ff' },
    },
    form: {
      logo: { enabled: true, location: 'CENTER', position: 'TOP', formInclusion: 'IN' },
      lightMode: { backgroundColor: 'ffffffff', borderColor: 'dfe4e2ff' },
      darkMode: { backgroundColor: '1b1f1eff', borderColor: '343b39ff' },
    },
    primaryButton: {
      lightMode: button('1f7768ff', '146355ff', 'ffffffff'),
      darkMode: button('1f7768ff', '2f8c7dff', 'ffffffff'),
    },
  },
};

const svg = (category: string, colorMode: string, text: string) => ({
  category,
  colorMode,
  extension: 'SVG',
  bytes: Buffer.from(text).toString('base64'),
});

/** How Cognito's login pages look for a client. Without it, they do not open. What it leaves out is Cognito's default. */
export class LoginPages extends CfnManagedLoginBranding {
  constructor(scope: Construct, id: string, { userPool, client }: LoginPagesProps) {
    super(scope, id, {
      userPoolId: userPool.userPoolId,
      clientId: client.userPoolClientId,
      settings,
      assets: [
        svg('FAVICON_SVG', 'DYNAMIC', icon),
        svg('FORM_LOGO', 'LIGHT', logo('#000000')),
        svg('FORM_LOGO', 'DARK', logo('#ffffff')),
      ],
    });
  }
}
