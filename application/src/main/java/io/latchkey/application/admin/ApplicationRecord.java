package io.latchkey.application.admin;

import io.latchkey.domain.user.ApiCredential;

/**
 * A program that acts for an account, as administration sees it: the API credential with which it calls, and whose it is.
 *
 * @param isLive whether the credential was not over when it was read; a program of an account that is not active is refused all the same
 */
public record ApplicationRecord(ApiCredential credential, UserRecord owner, boolean isLive) {}
