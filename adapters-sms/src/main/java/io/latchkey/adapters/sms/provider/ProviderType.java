package io.latchkey.adapters.sms.provider;

import io.latchkey.adapters.sms.definition.Place;
import java.util.List;
import java.util.Optional;

/**
 * Provides the providers of one protocol. {@link java.util.ServiceLoader} finds it. Its class is public and has a
 * constructor without parameters. A jar beside the application's own jar names the class in
 * {@code META-INF/services/io.latchkey.adapters.sms.provider.ProviderType}.
 */
public interface ProviderType {
    /** The providers of this type that have no data file. */
    default List<Definition> builtIn() {
        return List.of();
    }

    /** The top-level key that marks a data file of this type; empty when the type reads no files. */
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
