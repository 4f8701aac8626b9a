package io.latchkey.adapters.sms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for one name, made by the JDK's own tool. */
public final class TestCertificate {
    public static final String PASSWORD = "changeit";

    private final Path file;

    private TestCertificate(Path file) {
        this.file = file;
    }

    /** @param alternativeName as keytool writes it: {@code ip:127.0.0.1}, {@code dns:localhost} */
    public static TestCertificate create(Path folder, String alternativeName) throws IOException, InterruptedException {
        return create(folder, alternativeName, "EC", "-groupname", "secp256r1");
    }

    /** A certificate of an RSA key. */
    public static TestCertificate createRsa(Path folder, String alternativeName)
            throws IOException, InterruptedException {
        return create(folder, alternativeName, "RSA", "-keysize", "2048");
    }

    private static TestCertificate create(Path folder, String alternativeName, String algorithm, String... size)
            throws IOException, InterruptedException {
        Path file = folder.resolve(alternativeName.replace(':', '-') + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        algorithm,
                        size[0],
                        size[1],
                        "-alias",
                        "server",
                        "-dname",
                        "CN=test",
                        "-validity",
                        "2",
                        "-ext",
                        "san=" + alternativeName,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + Files.readString(folder.resolve("keytool.log")));
        }
        return new TestCertificate(file);
    }

    public Path file() {
        return file;
    }

    /** The key and the certificate, as {@code server}. */
    public KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            store.load(stream, PASSWORD.toCharArray());
        }
        return store;
    }

    /** The context that a server shows the certificate with and a client trusts it with. */
    public SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = store();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
