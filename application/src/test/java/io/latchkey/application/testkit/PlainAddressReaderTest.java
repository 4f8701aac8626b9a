package io.latchkey.application.testkit;

import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.application.testkit.contract.AddressReaderContract;

class PlainAddressReaderTest implements AddressReaderContract {
    @Override
    public AddressReader reader() {
        return new PlainAddressReader();
    }
}
