package io.latchkey.application.user.port;

/** The passwords that attackers try first (NIST SP 800-63B-4 §3.1.1.2; OWASP ASVS 5.0, 6.2.4: 3000 or more). */
public interface CommonPasswords {
    /**
     * Whether attackers try a password first.
     *
     * @param password a whole password in NFC, as it was typed
     */
    boolean contains(String password);
}
