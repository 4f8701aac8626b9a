package io.latchkey.adapters.platform.crypto;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import de.mkammerer.argon2.jna.Argon2Library;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 0x13 (RFC 9106). One implementation is native, one is in Java. Both give the same bytes. */
interface Argon2Function {
    int HASH_LENGTH = 32;

    byte[] hash(byte[] password, byte[] salt, byte[] pepper, int memoryKib, int iterations, int parallelism);

    /** The fastest implementation that runs here. */
    static Argon2Function create() {
        try {
            Argon2Function function = ofNative();
            function.hash(new byte[8], new byte[16], new byte[32], 64, 1, 1);
            return function;
        } catch (LinkageError | RuntimeException unavailable) {
            System.getLogger(Argon2Function.class.getName())
                    .log(
                            Level.INFO,
                            "No native Argon2 on this platform, the Java one takes its place: {0}",
                            String.valueOf(unavailable));
            return ofJava();
        }
    }

    /** @throws LinkageError when the platform's library cannot be loaded */
    static Argon2Function ofNative() {
        Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id, 16, HASH_LENGTH);
        return (password, salt, pepper, memoryKib, iterations, parallelism) -> argon2.rawHashAdvanced(
                iterations, memoryKib, parallelism, password, salt, pepper, null, HASH_LENGTH, Argon2Version.V13);
    }

    /**
     * Closes the platform's library and frees its memory, so that the thread that looks after them ends half a minute
     * later. Nothing may be hashed afterwards.
     */
    static void unload() {
        try {
            if (Proxy.getInvocationHandler(Argon2Library.INSTANCE) instanceof Library.Handler handler) {
                handler.getNativeLibrary().close();
            }
            Memory.disposeAll();
        } catch (LinkageError unavailable) {
            System.getLogger(Argon2Function.class.getName())
                    .log(Level.DEBUG, "No native Argon2 was loaded", unavailable);
        }
    }

    static Argon2Function ofJava() {
        return (password, salt, pepper, memoryKib, iterations, parallelism) -> {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memoryKib)
                    .withIterations(iterations)
                    .withParallelism(parallelism)
                    .withSalt(salt)
                    .withSecret(pepper)
                    .build());
            byte[] hash = new byte[HASH_LENGTH];
            generator.generateBytes(password, hash);
            return hash;
        };
    }
}
