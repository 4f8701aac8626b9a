package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.face.FaceDocs;
import io.latchkey.bootstrap.settings.Settings;
import org.eclipse.microprofile.config.ConfigProvider;

/** Knows from the configuration which faces are shown. The server makes one for each document. */
public final class ConfiguredFaceDocs extends FaceDocs {
    public ConfiguredFaceDocs() {
        super(RestConfiguration.faces(Settings.load(ConfigProvider.getConfig())));
    }
}
