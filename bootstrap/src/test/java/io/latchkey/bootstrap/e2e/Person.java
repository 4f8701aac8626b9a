package io.latchkey.bootstrap.e2e;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A person whose name and contacts no other person has. */
record Person(String username, String email, String phone, String password) {
    private static final AtomicInteger COUNTER =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000));

    static Person somebody() {
        int number = COUNTER.incrementAndGet();
        return new Person(
                "person" + number,
                "person" + number + "@example.org",
                String.format("+491511%07d", number),
                newPassword());
    }

    static String newPassword() {
        return "lantern harbour " + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }

    static String newEmail() {
        return somebody().email();
    }

    static String newPhone() {
        return somebody().phone();
    }
}
