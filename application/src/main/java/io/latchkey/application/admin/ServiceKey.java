package io.latchkey.application.admin;

import java.time.Instant;

/**
 * A key that signs tokens.
 *
 * @param id its {@code kid}
 * @param signsFrom from when on it signs
 * @param publishedUntil until when verifiers find it
 * @param signs whether it signs now
 */
public record ServiceKey(String id, Instant signsFrom, Instant publishedUntil, boolean signs) {}
