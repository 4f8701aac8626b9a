package io.latchkey.adapters.sms.smtp;

import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Writes an address together with a name (RFC 5322, mailbox). A name beyond ASCII is an encoded word (RFC 2047). */
public final class Mailbox {
    private Mailbox() {}

    /** @param name may be empty; the address then stands alone */
    public static String write(String address, String name) {
        return withOwnParts(() -> of(address, name).toString());
    }

    static InternetAddress of(String address, String name) {
        try {
            return new InternetAddress(address, name.isEmpty() ? null : name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException("UTF-8 is missing", impossible);
        }
    }

    /** Works with the class loader of Jakarta Mail's parts, which a pool's thread may lack. */
    static <T> T withOwnParts(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Mailbox.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
