package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.face.FaceDocs;
import io.latchkey.bootstrap.settings.Settings;
import org.eclipse.microprofile.config.ConfigProvider;

/** Shows the documents of the faces that the configuration enables. The server makes one instance for each document. */
public final class ConfiguredFaceDocs extends FaceDocs {
    public ConfiguredFaceDocs() {
        super(RestConfiguration.faces(Settings.load(ConfigProvider.getConfig())));
    }
}
