/** A business phone number as the `metadata` of a webhook names it: by its id, and as people see it. */
export interface PhoneNumber {
  readonly phoneNumberId: string
  /** The number itself, in digits. */
  readonly displayPhoneNumber: string
}
