package io.latchkey.bootstrap.front;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import java.util.Optional;

/** Targets of requests as the server hands them over. */
public final class AddressFuzz {
    private AddressFuzz() {}

    /** Host and path of a target make up the target; where no host stands before it, the path is all of it. */
    public static void read(byte[] input) {
        String target = text(input);
        Optional<String> host = FrontHandler.hostBeforePath(target);
        String path = FrontHandler.path(target);
        require(
                host.map(name -> target.endsWith(name + path) || target.endsWith(name) && path.equals("/"))
                        .orElse(path.equals(target)),
                "the path " + path + " and the host " + host);
    }
}
