package io.latchkey.domain.user;

/**
 * A picture as the server re-encoded it: no metadata, no surprises.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param content the encoded picture
 */
@SuppressWarnings("ArrayRecordComponent")
public record ProfileImage(String mediaType, byte[] content) {}
