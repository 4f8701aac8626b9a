package io.latchkey.application.listing.service;

import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.listing.Target.Kind;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Map;

/** Names contacts and addresses as listings do. */
public final class ListedNames {
    private final Digester digester;
    private final AddressReader addresses;

    public ListedNames(Digester digester, AddressReader addresses) {
        this.digester = digester;
        this.addresses = addresses;
    }

    private String digest(Contact contact) {
        return digester.keyed("listing\n" + contact.subject()).toString();
    }

    /** One contact as a target. */
    public Target target(Contact contact) {
        return new Target(Kind.CONTACT, digest(contact), contact.masked());
    }

    /**
     * A block of addresses as a target.
     *
     * @throws InvalidValueException when the text is none
     */
    public Target network(String typed) {
        return addresses
                .read(typed)
                .orElseThrow(() ->
                        new InvalidValueException("target", "must be an address or a block such as 192.0.2.0/24"));
    }

    /** All names of a contact. */
    public Map<Kind, String> of(Contact contact) {
        return Map.of(
                Kind.CONTACT,
                digest(contact),
                contact.fold(email -> Kind.DOMAIN, phone -> Kind.PREFIX),
                contact.fold(email -> Target.nameOf(email.domain()), phone -> phone.value()));
    }

    /** The name of a client's address, or of a whole block; empty when it is neither. */
    public Map<Kind, String> ofAddress(String address) {
        return addresses
                .read(address)
                .map(found -> Map.of(Kind.NETWORK, found.name()))
                .orElseGet(Map::of);
    }
}
