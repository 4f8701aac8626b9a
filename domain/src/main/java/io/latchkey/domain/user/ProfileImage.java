package io.latchkey.domain.user;

/**
 * A picture that the server has re-encoded, without metadata.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param content the encoded picture
 */
@SuppressWarnings("ArrayRecordComponent")
public record ProfileImage(String mediaType, byte[] content) {}
