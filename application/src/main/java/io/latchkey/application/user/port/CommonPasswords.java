package io.latchkey.application.user.port;

/** The passwords that attackers try first (NIST SP 800-63B-4 §3.1.1.2; OWASP ASVS 5.0, 6.2.4: 3000 or more). */
public interface CommonPasswords {
    /** @param folded a whole password in lower case */
    boolean contains(String folded);
}
