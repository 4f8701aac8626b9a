package io.latchkey.bootstrap.e2e;

import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.face.Face;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** All faces on one server with the embedded database. */
@ExtendWith(Backdrop.OfFaces.class)
@ExtendWith(ArquillianExtension.class)
class FacesIT extends OnServer
        implements FaceRoutingScenarios,
                BioentrustScenarios,
                CrossingScenarios,
                DhiwiseScenarios,
                DrfUserScenarios,
                EssdeeScenarios,
                MadeUpRequestScenarios,
                SunbirdScenarios {
    @Deployment(name = "faces", managed = false, testable = false)
    @TargetsContainer("faces")
    static WebArchive archive() {
        return war();
    }

    @Override
    public Site site() {
        return Site.ofFaces();
    }

    @Override
    public List<String> documents() {
        return LatchkeyRestClasses.faces().stream().map(Face::name).toList();
    }

    @Override
    int fewestSecrets() {
        return 30;
    }
}
