package io.latchkey.adapters.rest.face;

/**
 * An uploaded file.
 *
 * @param content the bytes of the file; the array is not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record FacePart(String fileName, byte[] content) {}
