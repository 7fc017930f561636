import { path } from '#web/path.ts'

export const paths = {
  signIn: path('/sign-in'),
  signInElsewhere: path('/sign-in/elsewhere'),
  arrived: path('/sign-in/arrived'),
  enterCode: path('/sign-in/code'),
  setUpSecondStep: path('/sign-in/second-step'),
  keepCodes: path('/sign-in/recovery-codes'),
  signOut: path('/sign-out'),
  forgotten: path('/sign-in/forgotten'),
  forgottenSent: path('/sign-in/forgotten/sent'),
  choosePassword: path('/sign-in/choose-password'),
  account: path('/account'),
  changePassword: path('/account/password'),
  changeEmail: path('/account/email'),
  confirmEmail: path('/account/email/confirm'),
  secondStep: path('/account/second-step'),
  dropSecondStep: path('/account/second-step/turn-off'),
  newCodes: path('/account/recovery-codes'),
  sessions: path('/account/sessions'),
} as const
