package io.latchkey.adapters.platform.crypto;

import java.lang.System.Logger.Level;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/**
 * Makes BoringSSL do P-256 signatures in place of the JDK, whose signatures cost twenty times as much. It replaces
 * signatures and their keys only; TLS stays the platform's. Without the native library everything still works.
 */
public final class NativeProvider {
    private static final String NAME = "LatchkeySignatures";
    private static final Set<String> ALGORITHMS = Set.of("SHA256withECDSA", "EC");
    private static final Set<String> TYPES = Set.of("Signature", "KeyFactory", "KeyPairGenerator");

    private NativeProvider() {}

    /** Installs the provider for the whole virtual machine, once. Answers whether it works here. */
    public static boolean install() {
        try {
            if (Security.getProvider(NAME) == null) {
                Security.insertProviderAt(new Signatures(Conscrypt.newProvider()), 1);
            }
            return true;
        } catch (LinkageError | RuntimeException unavailable) {
            System.getLogger(NativeProvider.class.getName())
                    .log(Level.INFO, "No native signatures on this platform; the JDK's take their place");
            return false;
        }
    }

    /**
     * Takes back what would outlive the application in its server: the provider, and the native library of Argon2.
     * Called once, when no password is being hashed any more.
     */
    public static void uninstall() {
        if (Security.getProvider(NAME) instanceof Signatures) {
            Security.removeProvider(NAME);
        }
        Argon2Function.unload();
    }

    /** Offers a few services of another provider. */
    private static final class Signatures extends Provider {
        private static final long serialVersionUID = 1L;

        Signatures(Provider origin) {
            super(NAME, "1.0", "P-256 signatures of " + origin.getName());
            origin.getServices().stream()
                    .filter(service -> TYPES.contains(service.getType()) && ALGORITHMS.contains(service.getAlgorithm()))
                    .forEach(service -> putService(new Borrowed(this, service)));
        }
    }

    /** A service that another provider implements. */
    private static final class Borrowed extends Provider.Service {
        private final Provider.Service origin;

        Borrowed(Provider lender, Provider.Service origin) {
            super(lender, origin.getType(), origin.getAlgorithm(), origin.getClassName(), List.of(), Map.of());
            this.origin = origin;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return origin.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(@Nullable Object parameter) {
            return origin.supportsParameter(parameter);
        }
    }
}
