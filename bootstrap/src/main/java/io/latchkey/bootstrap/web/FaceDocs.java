package io.latchkey.bootstrap.web;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;

/** Shows faces in the OpenAPI document where they are served: behind their prefix, or not at all. Made by the server, per document. */
public final class FaceDocs implements OASFilter {
    private final Settings settings;

    public FaceDocs() {
        this(Settings.load(ConfigProvider.getConfig()));
    }

    FaceDocs(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Paths paths = document.getPaths();
        if (paths == null || paths.getPathItems() == null) {
            return;
        }
        Paths served = OASFactory.createPaths();
        for (Map.Entry<String, PathItem> entry : paths.getPathItems().entrySet()) {
            List<FaceKeys> owners = owners(entry.getKey());
            if (owners.isEmpty()) {
                served.addPathItem(entry.getKey(), entry.getValue());
            }
            owners.stream()
                    .filter(keys -> settings.get(keys.enabled()))
                    .map(keys -> settings.find(keys.pathPrefix()).orElse(""))
                    .forEach(prefix -> served.addPathItem(prefix + entry.getKey(), entry.getValue()));
        }
        document.setPaths(served);
    }

    private List<FaceKeys> owners(String path) {
        return LatchkeyRestClasses.faces().stream()
                .filter(face -> face.owns(path.substring(1)))
                .map(Face::name)
                .flatMap(name ->
                        Catalog.faces().stream().filter(keys -> keys.face().equals(name)))
                .toList();
    }
}
