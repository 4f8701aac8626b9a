package io.latchkey.adapters.platform.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Signatures of ES256 (RFC 7518 §3.4), made by Bouncy Castle, which takes a sixth of the time that the JDK 17 takes. */
final class Es256 {
    /** Used by name and never installed, so that nothing of it outlives the application in its server. */
    static final Provider PROVIDER = load();

    private Es256() {}

    /** Loads the library. It is a class of its own, because a lambda would wait for the outer class, which waits for it. */
    private static final class Loading implements Callable<Provider> {
        @Override
        public Provider call() {
            CryptoServicesRegistrar.getSecureRandom();
            return new BouncyCastleProvider();
        }
    }

    /** The library keeps something in the thread that loads it. So that is a thread which ends. */
    private static Provider load() {
        FutureTask<Provider> loading = new FutureTask<>(new Loading());
        new Thread(loading, "latchkey-signatures").start();
        try {
            return loading.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("no signatures", failed);
        }
    }

    /** @param key of P-256, made by the provider; a key of another one costs three times as much at each signature */
    static JWSSigner signer(PrivateKey key) throws JOSEException {
        ECDSASigner signer = new ECDSASigner(key, Curve.P_256);
        signer.getJCAContext().setProvider(PROVIDER);
        return signer;
    }

    /** @param key of P-256, made by the provider */
    static JWSVerifier verifier(ECPublicKey key) throws JOSEException {
        ECDSAVerifier verifier = new ECDSAVerifier(key);
        verifier.getJCAContext().setProvider(PROVIDER);
        return verifier;
    }
}
