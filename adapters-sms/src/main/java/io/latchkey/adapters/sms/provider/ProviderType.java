package io.latchkey.adapters.sms.provider;

import io.latchkey.adapters.sms.definition.Place;
import java.util.List;
import java.util.Optional;

/**
 * Knows providers of one protocol. {@link java.util.ServiceLoader} finds it: its class is public, has a constructor without
 * parameters, and is named in {@code META-INF/services/io.latchkey.adapters.sms.provider.ProviderType} of a jar beside the
 * application's own.
 */
public interface ProviderType {
    /** The providers of this type that need no data file. */
    default List<Definition> builtIn() {
        return List.of();
    }

    /** The key at the top of a data file by which files of this type are known; empty where it reads no files. */
    default Optional<String> section() {
        return Optional.empty();
    }

    /**
     * Reads a data file that has the section.
     *
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key
     */
    default Definition read(Place file) {
        throw file.refuse("is of a type that has no data files");
    }
}
