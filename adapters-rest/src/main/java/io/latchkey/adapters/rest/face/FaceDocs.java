package io.latchkey.adapters.rest.face;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;

/**
 * Shows faces in the OpenAPI document on the paths on which they are served. A face that is switched off is left out.
 * The server creates a filter for each document by a constructor without arguments, so bootstrap has a subclass that
 * knows the settings.
 */
public abstract class FaceDocs implements OASFilter {
    private final List<FaceRoute> routes;

    protected FaceDocs(FaceSettings settings) {
        this.routes = settings.routes();
    }

    @Override
    public final void filterOpenAPI(OpenAPI document) {
        Paths paths = document.getPaths();
        if (paths == null || paths.getPathItems() == null) {
            return;
        }
        Paths served = OASFactory.createPaths();
        for (Map.Entry<String, PathItem> entry : paths.getPathItems().entrySet()) {
            List<FaceRoute> owners = owners(entry.getKey());
            if (owners.isEmpty()) {
                served.addPathItem(entry.getKey(), entry.getValue());
            }
            owners.stream()
                    .filter(FaceRoute::isEnabled)
                    .forEach(route -> served.addPathItem(route.pathPrefix() + entry.getKey(), entry.getValue()));
        }
        document.setPaths(served);
    }

    private List<FaceRoute> owners(String path) {
        return routes.stream()
                .filter(route -> route.face().owns(path.substring(1)))
                .toList();
    }
}
