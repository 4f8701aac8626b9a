package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.face.FaceDocs;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.Problems;
import org.eclipse.microprofile.config.ConfigProvider;

/** Shows the documents of the faces that the configuration enables. The server makes one instance for each document. */
public final class ConfiguredFaceDocs extends FaceDocs {
    public ConfiguredFaceDocs() {
        super(Settings.read(ConfigProvider.getConfig())
                .read(new Problems(), RestConfiguration::faces)
                .orElseThrow());
    }
}
