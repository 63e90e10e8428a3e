import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool, type UserPoolProps } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/**
 * The people who may sign in, by e-mail address. Nobody can sign up: whoever manages the product adds people. In
 * `prod`, the pool outlives its stack once that has been deployed, and is protected against deletion.
 */
export class StaffPool extends UserPool {
  constructor(scope: Construct, id: string, name: string, settings: Settings) {
    const { stage, target, deletionProtection = true } = settings;
    const { mfa = stage === 'prod' ? 'required' : 'optional' } = settings;
    super(scope, id, {
      userPoolName: name,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      // Whoever takes over a telephone number must not get in, so nothing is sent by SMS.
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userVerification: {
        emailSubject: 'Your code for Multidomain',
        emailBody: 'Your code for Multidomain is {####}.',
      },
      removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      deletionProtection: stage === 'prod' && deletionProtection,
      ...(target === 'aws' ? { ...onAws, mfa: mfa === 'required' ? Mfa.REQUIRED : Mfa.OPTIONAL } : {}),
    });
  }
}

/** What emulators do not have. */
const onAws: UserPoolProps = {
  // The cheapest plan with these login pages; 10,000 active people a month are free.
  featurePlan: FeaturePlan.ESSENTIALS,
  mfaSecondFactor: { otp: true, sms: false },
  // A new address counts only once it is verified.
  keepOriginal: { email: true },
  userInvitation: {
    emailSubject: 'You can sign in to Multidomain',
    emailBody:
      'You can sign in to Multidomain as {username}. Your first password is {####}. You choose your own when you use it, within three days.',
  },
};
