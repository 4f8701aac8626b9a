package io.latchkey.bootstrap.acceptance;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR that this build packed. */
final class LatchkeyWar {

    private LatchkeyWar() {}

    static WebArchive archive() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("acceptance.war")));
    }
}
